// Tensors that lie in other files: counted by their shapes alone, and checked against a companion where one is
// given.
import type { ByteSource } from '../byte-source.ts';
import { quoted } from '../plain-text.ts';
import type { OnnxTensor } from './wire/onnx-file.ts';

interface Location {
  tensors: number;
  /** The last byte that any of them needs. */
  end: number;
}

/** @returns warnings. */
export function checkExternalData(
  tensors: readonly OnnxTensor[],
  companions: readonly ByteSource[],
): readonly string[] {
  const locations = new Map<string, Location>();
  for (const { external, elements, type } of tensors) {
    if (!external) continue;
    const known = locations.get(external.location) ?? { tensors: 0, end: 0 };
    const bytes = external.length ?? Math.ceil((elements * type.bits) / 8);
    known.tensors += 1;
    known.end = Math.max(known.end, external.offset + bytes);
    locations.set(external.location, known);
  }
  return [...locations].flatMap(([location, { tensors: count, end }]) => {
    const name = location.split(/[/\\]/).at(-1) ?? location;
    const file = companions.find((each) => each.name === name);
    const what = count === 1 ? '1 tensor lies' : `${count} tensors lie`;
    if (!file) {
      return [
        `${what} in ${quoted(name)}, which was not given. They are counted by their shapes all the same.`,
      ];
    }
    if (file.size >= end) return [];
    return [
      `${what} in ${quoted(name)}, which ends at byte ${file.size} but should have at least ${end}. It was cut off; what is counted are the shapes.`,
    ];
  });
}
