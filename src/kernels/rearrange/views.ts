// The two views of a copy: whether they lie inside their tensors, and the fewest axes that describe them.
import type { RearrangeProblem } from '../../shared/problem.ts';

export interface Axis {
  readonly size: number;
  /** Strides. */
  readonly source: number;
  readonly target: number;
}

export function axesOf(problem: RearrangeProblem): readonly Axis[] {
  const { sizes, sourceStrides, targetStrides } = problem;
  return sizes.map((size, axis) => ({
    size,
    source: sourceStrides[axis] ?? 0,
    target: targetStrides[axis] ?? 0,
  }));
}

/**
 * The same copy over as few axes as possible, the slowest of the target first: axes of size 1 are dropped, and
 * neighbours joined that follow each other in both tensors. At least one axis is left.
 */
export function mergedAxes(problem: RearrangeProblem): readonly Axis[] {
  const sorted = axesOf(problem)
    .filter(({ size }) => size > 1)
    .sort((a, b) => b.target - a.target);
  const merged: Axis[] = [];
  for (const inner of sorted) {
    const outer = merged.at(-1);
    const follows =
      outer?.target === inner.size * inner.target && outer.source === inner.size * inner.source;
    if (follows) merged.pop();
    merged.push(follows ? { ...inner, size: outer.size * inner.size } : inner);
  }
  return merged.length === 0 ? [{ size: 1, source: 1, target: 1 }] : merged;
}

/**
 * SIZE_0, FROM_0, TO_0 and so on, the fastest axis first, and their number, AXES. In vectors of `width`, which the
 * fastest axis is made of.
 */
export function axisConstants(axes: readonly Axis[], width: number): Record<string, number> {
  const constants: Record<string, number> = { AXES: axes.length };
  for (const [place, { size, source, target }] of axes.toReversed().entries()) {
    const divided = width > 1 && place > 0 ? width : 1;
    constants[`SIZE_${place}`] = place === 0 ? size / width : size;
    constants[`FROM_${place}`] = source / divided;
    constants[`TO_${place}`] = target / divided;
  }
  return constants;
}

export function viewElements({ sizes }: RearrangeProblem): number {
  return sizes.reduce((product, size) => product * size, 1);
}

/** Whether places of the target are left that the view does not reach. */
export function hasGaps(problem: RearrangeProblem): boolean {
  return viewElements(problem) < problem.targetLength;
}

/** Why the problem describes no copy, or undefined. */
export function viewReason(problem: RearrangeProblem): string | undefined {
  const { sizes, sourceStrides, targetStrides, sourceOffset, targetOffset } = problem;
  if (sourceStrides.length !== sizes.length || targetStrides.length !== sizes.length) {
    return 'Its sizes and strides name different numbers of axes.';
  }
  const axes = axesOf(problem);
  const reach = (offset: number, tensor: 'source' | 'target') =>
    axes.reduce((last, axis) => last + (axis.size - 1) * axis[tensor], offset);
  const [source, target] = [reach(sourceOffset, 'source'), reach(targetOffset, 'target')];
  if (source >= problem.sourceLength) {
    return `It reads element ${source} of a source of ${problem.sourceLength}.`;
  }
  if (target >= problem.targetLength) {
    return `It writes element ${target} of a target of ${problem.targetLength}.`;
  }
  return isNested(axes) ? undefined : 'Some places of its target would be written twice.';
}

/** Whether every target stride is beyond all that the faster axes reach: each place is then reached once. */
function isNested(axes: readonly Axis[]): boolean {
  const rising = axes.filter(({ size }) => size > 1).sort((a, b) => a.target - b.target);
  let reached = 0;
  for (const { size, target } of rising) {
    if (target <= reached) return false;
    reached += (size - 1) * target;
  }
  return true;
}
