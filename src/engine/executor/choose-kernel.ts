// Which kernel runs a problem of a network: the one that this device's measurements foretell to be fastest, else what
// is shipped for such devices, else the safest. Nothing is raced here: a network has too many shapes.
import { kernelsFor } from '../../kernels/registry.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { type Problem, problemLabel } from '../../shared/problem.ts';
import type { DeviceTraits } from '../../kernels/descriptor.ts';
import { type Candidate, candidatesFor } from '../../kernels/candidates.ts';
import type { KernelRates } from '../../rates/kernel-rates.ts';
import { type AdapterName, untunedCandidate } from '../tuner/shipped-choices.ts';

/** Training sums in f32: sums in f16 overflow on real models. 0 for kernels without that choice. */
const ACCUMULATOR_BITS = [32, 0] as const;

/** What decides which kernels run: an opened device, or what a profile tells of one. */
export interface ChoosingDevice {
  readonly traits: DeviceTraits;
  readonly info: AdapterName;
}

/**
 * @param rates of this device.
 * @throws FlopscopeError `unsupported-model` when no kernel runs the problem on this device, with the reason.
 */
export function chooseKernel(
  session: ChoosingDevice,
  problem: Problem,
  rates?: KernelRates,
): Candidate {
  const foretold = rates?.choose(problem);
  if (foretold !== undefined) return foretold;
  const kernels = kernelsFor(problem.op);
  for (const bits of ACCUMULATOR_BITS) {
    const candidates = candidatesFor(kernels, problem, session.traits, bits);
    const found = untunedCandidate(candidates, problem, session.info);
    if (found !== undefined) return found;
  }
  throw new FlopscopeError(
    'unsupported-model',
    `No kernel runs ${problem.op} (${problemLabel(problem)}) on this device. ${refusals(session, problem)}`,
  );
}

function refusals({ traits }: ChoosingDevice, problem: Problem): string {
  const reasons = kernelsFor(problem.op).flatMap((kernel) =>
    kernel
      .variants(problem)
      .slice(0, 1)
      .flatMap((tunables) => kernel.unsupported(problem, tunables, traits) ?? []),
  );
  return [...new Set(reasons)].join(' ');
}
