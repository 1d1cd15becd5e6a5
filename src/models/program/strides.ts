// Copies between strided views: the arithmetic behind every operator that only puts elements into another order.
import type { RearrangeProblem } from '../../shared/problem.ts';
import type { TensorShape } from '../graph.ts';

/** The views of a `rearrange` problem, without how they are written. */
export type Copy = Omit<RearrangeProblem, 'op' | 'mode' | 'precision'>;

/** What the schema of `rearrange` allows. */
const MOST_AXES = 6;

export function product(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total * size, 1);
}

export function sizesOf(shape: TensorShape): readonly number[] {
  return shape.map(({ size }) => size);
}

/** Row-major: [2, 3, 4] has the strides [12, 4, 1]. */
export function contiguousStrides(sizes: readonly number[]): readonly number[] {
  return sizes.map((_, axis) => product(sizes.slice(axis + 1)));
}

/** The contiguous tensor of these sizes with its axes in another order, as PyTorch's `permute` numbers them. */
export function permutation(sizes: readonly number[], order: readonly number[]): Copy {
  const strides = contiguousStrides(sizes);
  const pick = (values: readonly number[]) => order.map((axis) => values[axis] ?? 0);
  const length = product(sizes);
  return withoutUnitAxes({
    sizes: pick(sizes),
    sourceStrides: pick(strides),
    targetStrides: contiguousStrides(pick(sizes)),
    sourceOffset: 0,
    targetOffset: 0,
    sourceLength: length,
    targetLength: length,
  });
}

/** `count` places of one axis from `start` on, taken out of a contiguous tensor. */
export function part(
  sizes: readonly number[],
  axis: number,
  { start, count }: { readonly start: number; readonly count: number },
): Copy {
  const outer = product(sizes.slice(0, axis));
  const inner = product(sizes.slice(axis + 1));
  const size = sizes[axis] ?? 0;
  return withoutUnitAxes({
    sizes: [outer, count, inner],
    sourceStrides: [size * inner, inner, 1],
    targetStrides: [count * inner, inner, 1],
    sourceOffset: start * inner,
    targetOffset: 0,
    sourceLength: outer * size * inner,
    targetLength: outer * count * inner,
  });
}

/** One `part` after the other along an axis. */
export function parts(
  sizes: readonly number[],
  axis: number,
  counts: readonly number[],
): readonly Copy[] {
  let start = 0;
  return counts.map((count) => {
    const copy = part(sizes, axis, { start, count });
    start += count;
    return copy;
  });
}

/** Axes of size 1, and the whole along new leading axes, repeated to `target`: a stride of 0. */
export function repetition(sizes: readonly number[], target: readonly number[]): Copy {
  const aligned = [...target.slice(sizes.length).map(() => 1), ...sizes];
  const strides = contiguousStrides(aligned);
  return withoutUnitAxes({
    sizes: target,
    sourceStrides: strides.map((stride, axis) => (aligned[axis] === 1 ? 0 : stride)),
    targetStrides: contiguousStrides(target),
    sourceOffset: 0,
    targetOffset: 0,
    sourceLength: product(sizes),
    targetLength: product(target),
  });
}

/** Where a box lies in two tensors of as many axes, and how large it is. */
export interface Box {
  readonly sizes: readonly number[];
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** A box of one contiguous tensor, put into another. */
export function boxCopy(
  source: readonly number[],
  target: readonly number[],
  { sizes, from, to }: Box,
): Copy {
  const offset = (strides: readonly number[], start: readonly number[]) =>
    strides.reduce((sum, stride, axis) => sum + stride * (start[axis] ?? 0), 0);
  const sourceStrides = contiguousStrides(source);
  const targetStrides = contiguousStrides(target);
  return withoutUnitAxes({
    sizes,
    sourceStrides,
    targetStrides,
    sourceOffset: offset(sourceStrides, from),
    targetOffset: offset(targetStrides, to),
    sourceLength: product(source),
    targetLength: product(target),
  });
}

/** The way back: what was the target is read. */
export function reversed(copy: Copy): Copy {
  return {
    sizes: copy.sizes,
    sourceStrides: copy.targetStrides,
    targetStrides: copy.sourceStrides,
    sourceOffset: copy.targetOffset,
    targetOffset: copy.sourceOffset,
    sourceLength: copy.targetLength,
    targetLength: copy.sourceLength,
  };
}

/** Whether the target holds the whole source in its own order, so that nothing needs to run. */
export function keepsOrder(copy: Copy): boolean {
  return (
    copy.sourceLength === copy.targetLength &&
    coversTarget(copy) &&
    copy.sourceStrides.every((stride, axis) => stride === copy.targetStrides[axis])
  );
}

/** Whether the views together reach every place of the target; views of this file reach none twice. */
export function coversTarget(...copies: readonly Copy[]): boolean {
  const reached = copies.reduce((sum, { sizes }) => sum + product(sizes), 0);
  return reached === copies[0]?.targetLength;
}

/** Why no kernel runs such a copy, or undefined. */
export function copyReason({ sizes }: Copy): string | undefined {
  if (sizes.some((size) => size === 0)) return 'Empty tensors cannot be copied.';
  if (sizes.length <= MOST_AXES) return undefined;
  return `Copies over ${sizes.length} axes cannot be run, only over ${MOST_AXES}.`;
}

/** An axis of size 1 moves nothing; one axis always stays. */
export function withoutUnitAxes(copy: Copy): Copy {
  const moving = copy.sizes.flatMap((size, axis) => (size === 1 ? [] : [axis]));
  const kept = moving.length === 0 ? [copy.sizes.length - 1] : moving;
  const pick = (values: readonly number[]) => kept.map((axis) => values[axis] ?? 1);
  return {
    ...copy,
    sizes: pick(copy.sizes),
    sourceStrides: pick(copy.sourceStrides),
    targetStrides: pick(copy.targetStrides),
  };
}
