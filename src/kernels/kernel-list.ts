// The kernels that this process has: a host names its own, all of them (registry.ts) or those of a suite (core-kernels.ts).
import { closest } from 'fastest-levenshtein';
import { FlopscopeError } from '../shared/errors.ts';
import type { Operation, Problem } from '../shared/problem.ts';
import type { KernelDescriptor } from './descriptor.ts';

type ProblemOf<Op extends Operation> = Extract<Problem, { readonly op: Op }>;

/** What `import.meta.glob` gives of files `*.kernel.ts`. */
export type KernelModules = Readonly<Record<string, { readonly kernel: KernelDescriptor }>>;

let listed: readonly KernelDescriptor[] = [];

/** Adds what is not there yet. @returns all, in the order of their ids. */
export function listKernels(modules: KernelModules): readonly KernelDescriptor[] {
  const all = new Map(listed.map((kernel) => [kernel.id, kernel]));
  for (const { kernel } of Object.values(modules)) all.set(kernel.id, kernel);
  listed = [...all.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
  return listed;
}

/** @throws FlopscopeError `unknown-name`, naming the nearest kernel. */
export function kernelById(id: string): KernelDescriptor {
  const kernel = listed.find((candidate) => candidate.id === id);
  if (kernel !== undefined) return kernel;
  const ids = listed.map((candidate) => candidate.id);
  throw new FlopscopeError(
    'unknown-name',
    `There is no kernel "${id}". The nearest is "${closest(id, ids)}"; all are: ${ids.join(', ')}.`,
  );
}

/** The kernels that compute `op`. */
export function kernelsFor<Op extends Operation>(
  op: Op,
): readonly KernelDescriptor<ProblemOf<Op>>[] {
  return listed.filter(
    (kernel): kernel is KernelDescriptor<ProblemOf<Op>> & KernelDescriptor => kernel.op === op,
  );
}
