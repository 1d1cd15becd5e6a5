// Writes the head of a safetensors file, for tests: sane or not.
import { bitsOfDtype } from './dtypes.ts';

export interface WrittenSafetensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Behind the tensor before it when absent. */
  readonly offsets?: readonly [number, number];
}

export interface WrittenSafetensors {
  readonly head: Uint8Array;
  /** With the weights, which are not written. */
  readonly size: number;
}

export function writeSafetensors(
  tensors: readonly WrittenSafetensor[],
  metadata?: Readonly<Record<string, string>>,
): WrittenSafetensors {
  let end = 0;
  const entries = tensors.map(({ name, dtype, shape, offsets }) => {
    const elements = shape.reduce((product, size) => product * size, 1);
    const placed = offsets ?? [end, end + (elements * (bitsOfDtype(dtype) ?? 8)) / 8];
    end = Math.max(end, placed[1]);
    return `${JSON.stringify(name)}:${JSON.stringify({ dtype, shape, data_offsets: placed })}`;
  });
  if (metadata) entries.unshift(`"__metadata__":${JSON.stringify(metadata)}`);
  const head = withLength(`{${entries.join(',')}}`);
  return { head, size: head.length + end };
}

/** The whole file, weights as zeros. */
export function wholeSafetensors(...parameters: Parameters<typeof writeSafetensors>): Uint8Array {
  const { head, size } = writeSafetensors(...parameters);
  const bytes = new Uint8Array(size);
  bytes.set(head);
  return bytes;
}

/** Any text as a header. @param length announced in place of the true one. */
export function withLength(header: string, length?: bigint): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}
