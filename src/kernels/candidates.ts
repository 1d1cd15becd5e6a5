// Everything that could compute a problem, in the order in which it is worth trying.
import type { DeviceTraits, KernelDescriptor, Tunables } from './descriptor.ts';
import type { Problem } from '../shared/problem.ts';
import { type Choice, sameChoice } from '../shared/tuning.ts';
import { supportedVariants } from './supported-variants.ts';

export interface Candidate {
  readonly descriptor: KernelDescriptor;
  readonly tunables: Tunables;
}

export function choiceOf({ descriptor, tunables }: Candidate): Choice {
  return { kernel: descriptor.id, parameters: { ...tunables } };
}

/**
 * First every kernel's safest variant, then every kernel's second, and so on: a short budget then still sees
 * every design.
 * @param accumulatorBits 0 for kernels without a choice of the type that they sum in.
 */
export function candidatesFor(
  kernels: readonly KernelDescriptor[],
  problem: Problem,
  traits: DeviceTraits,
  accumulatorBits: number,
): readonly Candidate[] {
  const columns = kernels.map((descriptor) =>
    supportedVariants(descriptor, problem, traits)
      .filter((tunables) => (tunables['accumulatorBits'] ?? 0) === accumulatorBits)
      .map((tunables): Candidate => ({ descriptor, tunables })),
  );
  const longest = Math.max(0, ...columns.map((column) => column.length));
  return Array.from({ length: longest }, (_, row) =>
    columns.flatMap((column) => column[row] ?? []),
  ).flat();
}

/** The types that the kernels can sum in on this problem: [0], [32] or [32, 16]. */
export function accumulatorChoices(
  kernels: readonly KernelDescriptor[],
  problem: Problem,
  traits: DeviceTraits,
): readonly number[] {
  const bits = kernels.flatMap((kernel) =>
    supportedVariants(kernel, problem, traits).map((tunables) => tunables['accumulatorBits'] ?? 0),
  );
  return [...new Set(bits)].sort((a, b) => b - a);
}

export function findCandidate(
  candidates: readonly Candidate[],
  choice: Choice,
): Candidate | undefined {
  return candidates.find((candidate) => sameChoice(choiceOf(candidate), choice));
}
