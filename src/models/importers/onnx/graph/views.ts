// Nodes that only rename memory or pick elements, for tensors, stored tensors and constants alike.
import { fill } from './arrays.ts';
import type { NodeCall } from './node-call.ts';
import { countOf, type OnnxValue } from './value.ts';

/** The same elements under other sizes. @throws NotKnown, FlopscopeError */
export function reshaped(call: NodeCall, value: OnnxValue, sizes: readonly number[]): OnnxValue {
  if (value.tensor === undefined && (value.constant ?? value.stored)) {
    const elements = value.sizes ? countOf(value.sizes) : -1;
    if (elements === countOf(sizes)) return { ...value, sizes };
  }
  const tensor = call.layer('reshape', {
    inputs: [call.materialise(value)],
    attributes: { sizes: [...sizes] },
  });
  return { type: value.type, sizes, tensor };
}

/**
 * A constant whose element at each index of `sizes` comes from `source`; undefined where the content is not
 * known or too large.
 */
export function picked(
  call: NodeCall,
  value: OnnxValue,
  sizes: readonly number[],
  source: (index: readonly number[]) => number,
): OnnxValue | undefined {
  if (!value.constant || !call.around.mayFold(countOf(sizes))) return undefined;
  return { type: value.type, sizes, constant: fill(sizes, source) };
}

/** Row-major offset of an index. */
export function offsetOf(sizes: readonly number[], index: readonly number[]): number {
  return sizes.reduce((offset, size, axis) => offset * size + (index[axis] ?? 0), 0);
}
