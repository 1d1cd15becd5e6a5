// Which problem of a ladder to begin with: the largest that ends in time and that the device can hold.
import type { DeviceTraits } from '../kernels/descriptor.ts';
import { kernelsFor } from '../kernels/kernel-list.ts';
import type { Problem } from '../shared/problem.ts';

/**
 * @param isInTime whether a good kernel is expected to finish the problem in time.
 * @returns an index of `ladder`; that of the smallest problem where none fits, whose kernels then say why.
 */
export function topRung(
  ladder: readonly Problem[],
  traits: DeviceTraits,
  isInTime: (problem: Problem) => boolean,
): number {
  const index = ladder.findLastIndex((problem) => isInTime(problem) && isRunnable(problem, traits));
  return Math.max(0, index);
}

function isRunnable(problem: Problem, traits: DeviceTraits): boolean {
  return kernelsFor(problem.op).some((kernel) =>
    kernel
      .variants(problem)
      .some((tunables) => kernel.unsupported(problem, tunables, traits) === undefined),
  );
}
