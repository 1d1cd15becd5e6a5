import { describe, expect, it } from 'vitest';
import { onnxModel } from './onnx-model.ts';

/** Field number, then a number or the bytes of a nested message. */
type Field = readonly [number, number | Uint8Array];

/** A reader of protobuf's wire format, written apart from the writer. */
function fields(bytes: Uint8Array): Field[] {
  const found: Field[] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++] ?? 0;
      value += (byte % 128) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    const value = varint();
    if (key % 8 === 0) {
      found.push([key >> 3, value]);
    } else {
      found.push([key >> 3, bytes.subarray(at, at + value)]);
      at += value;
    }
  }
  return found;
}

function within(bytes: Uint8Array, ...path: number[]): (number | Uint8Array)[] {
  return path.reduce<(number | Uint8Array)[]>(
    (messages, number) =>
      messages.flatMap((each) =>
        typeof each === 'number'
          ? []
          : fields(each).flatMap(([field, value]) => (field === number ? [value] : [])),
      ),
    [bytes],
  );
}

const text = (value: number | Uint8Array | undefined) =>
  value instanceof Uint8Array ? new TextDecoder().decode(value) : value;

const values = Float32Array.from({ length: 200 * 3 }, (_, index) => index / 7);

const model = onnxModel({
  input: { name: 'a', dims: [1, 200] },
  constant: { name: 'b', dims: [200, 3], values },
  output: { name: 'c', dims: [1, 3] },
  nodes: [
    { operator: 'MatMul', inputs: ['a', 'b'], output: 't' },
    { operator: 'Transpose', inputs: ['t'], output: 'c', attributes: { perm: [0, 1], axis: 300 } },
  ],
});

describe('onnxModel', () => {
  it('names versions of the format and of the operators', () => {
    expect(within(model, 1)).toEqual([8]);
    expect(within(model, 8, 2)).toEqual([17]);
  });

  it('lists the nodes with their edges', () => {
    expect(within(model, 7, 1, 4).map(text)).toEqual(['MatMul', 'Transpose']);
    expect(within(model, 7, 1, 1).map(text)).toEqual(['a', 'b', 't']);
    expect(within(model, 7, 1, 2).map(text)).toEqual(['t', 'c']);
  });

  it('writes lists and numbers as attributes', () => {
    expect(within(model, 7, 1, 5, 1).map(text)).toEqual(['perm', 'axis']);
    expect(within(model, 7, 1, 5, 8)).toEqual([0, 1]);
    expect(within(model, 7, 1, 5, 3)).toEqual([300]);
    expect(within(model, 7, 1, 5, 20)).toEqual([7, 2]);
  });

  it('carries the constant bit by bit', () => {
    expect(within(model, 7, 5, 1)).toEqual([200, 3]);
    const [raw] = within(model, 7, 5, 9);
    if (!(raw instanceof Uint8Array)) throw new Error('no raw data');
    expect(new Float32Array(raw.slice().buffer)).toEqual(values);
  });

  it('declares the sizes of input and output', () => {
    expect(within(model, 7, 11, 2, 1, 2, 1, 1)).toEqual([1, 200]);
    expect(within(model, 7, 12, 2, 1, 2, 1, 1)).toEqual([1, 3]);
  });
});
