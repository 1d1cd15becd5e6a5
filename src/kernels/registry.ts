// Every kernel of the lab, collected from the folders: adding a kernel means adding its files here and
// editing nothing else.
import { closest } from 'fastest-levenshtein';
import { FlopscopeError } from '../shared/errors.ts';
import type { Operation, Problem } from '../shared/problem.ts';
import type { KernelDescriptor } from './descriptor.ts';

type ProblemOf<Op extends Operation> = Extract<Problem, { readonly op: Op }>;

const modules = import.meta.glob<{ readonly kernel: KernelDescriptor }>('./*/*.kernel.ts', {
  eager: true,
});

/** In the order of their ids. */
export const allKernels: readonly KernelDescriptor[] = Object.values(modules)
  .map((module) => module.kernel)
  .sort((left, right) => (left.id < right.id ? -1 : 1));

/** @throws FlopscopeError `unknown-name`, naming the nearest kernel. */
export function kernelById(id: string): KernelDescriptor {
  const kernel = allKernels.find((candidate) => candidate.id === id);
  if (kernel !== undefined) return kernel;
  const ids = allKernels.map((candidate) => candidate.id);
  throw new FlopscopeError(
    'unknown-name',
    `There is no kernel "${id}". The nearest is "${closest(id, ids)}"; all are: ${ids.join(', ')}.`,
  );
}

/** The kernels that compute `op`. */
export function kernelsFor<Op extends Operation>(
  op: Op,
): readonly KernelDescriptor<ProblemOf<Op>>[] {
  return allKernels.filter(
    (kernel): kernel is KernelDescriptor<ProblemOf<Op>> & KernelDescriptor => kernel.op === op,
  );
}
