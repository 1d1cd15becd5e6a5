// Single values of fields, checked for the wire type that ONNX gives them.
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { brokenFile } from '../../broken-file.ts';
import { type Field, SMALL_BYTES, type WireContext } from './fields.ts';
import { LIMITS } from './limits.ts';

const decoder = new TextDecoder();

/** @throws FlopscopeError `invalid-document` for another wire type or a text longer than a name may be. */
export function textOf({ file, budget }: WireContext, field: Field, what: string): string {
  expectWire(field, WireType.LengthDelimited, what);
  const bytes = field.end - field.start;
  if (bytes > LIMITS.nameBytes) {
    brokenFile(
      `The ${what} at byte ${field.start} has ${bytes} bytes; at most ${LIMITS.nameBytes} are taken. Shorten it, or check where the file comes from.`,
    );
  }
  budget.text(bytes, field.start);
  return decoder.decode(file.view(field));
}

/** An integer; beyond 2^53 the nearest number, which is all that limits like "to the end" need. */
export function integerOf(field: Field, what: string): number {
  expectWire(field, WireType.Varint, what);
  return Number(field.value);
}

export function floatOf({ file }: WireContext, field: Field, what: string): number {
  expectWire(field, WireType.Bit32, what);
  return viewOf(file.view(field)).getFloat32(0, true);
}

/**
 * The message's range.
 * @throws FlopscopeError `invalid-document` for another wire type.
 */
export function messageOf(field: Field, what: string): Field {
  expectWire(field, WireType.LengthDelimited, what);
  return field;
}

/** Integers of a repeated field, packed or single. Longer lists than can matter to shapes are left out. */
export function integersOf({ file }: WireContext, field: Field, what: string): readonly number[] {
  if (field.wire === WireType.Varint) return [Number(field.value)];
  expectWire(field, WireType.LengthDelimited, what);
  if (field.end - field.start > SMALL_BYTES) return [];
  const bytes = file.view(field);
  const reader = new BinaryReader(bytes);
  const values: number[] = [];
  try {
    while (reader.pos < bytes.length) values.push(Number(reader.int64()));
  } catch (thrown) {
    brokenFile(`The ${what} at byte ${field.start} hold a number that does not end.`, thrown);
  }
  return values;
}

/** Floats of 4 or 8 bytes of a repeated field, packed or single; longer lists are left out. */
export function floatsOf(
  { file }: WireContext,
  field: Field,
  what: string,
  width: 4 | 8,
): readonly number[] {
  const single = width === 4 ? WireType.Bit32 : WireType.Bit64;
  if (field.wire !== single) expectWire(field, WireType.LengthDelimited, what);
  const length = field.end - field.start;
  if (length % width !== 0) {
    brokenFile(`The ${what} at byte ${field.start} are no whole number of ${width}-byte floats.`);
  }
  if (length > SMALL_BYTES) return [];
  const view = viewOf(file.view(field));
  return Array.from({ length: length / width }, (_, index) =>
    width === 4 ? view.getFloat32(4 * index, true) : view.getFloat64(8 * index, true),
  );
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function expectWire(field: Field, wire: WireType, what: string): void {
  if (field.wire === wire) return;
  brokenFile(
    `The ${what} at byte ${field.start} is stored as protobuf type ${field.wire} in place of ${wire}. The file is damaged or no ONNX model; fetch it again.`,
  );
}
