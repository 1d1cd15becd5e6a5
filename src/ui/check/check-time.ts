// How long a check takes on a device whose steps are foretold, and which networks are quick there.
import type { CheckNetwork } from '../../models/check-networks/check-network.ts';
import {
  CHECK_SECONDS,
  FEWEST_CHECK_STEPS,
  MOST_CHECK_STEPS,
  WARM_UP_STEPS,
} from '../../models/check-networks/check-steps.ts';
import type { ForetoldStep } from '../../estimate/prediction/validation.ts';

/** Compiling the kernels of a network and reading the sentinel: seen between half a second and five. */
const PREPARATION_SECONDS = 2;

/** The quick ones together; nobody waits longer without having been asked. */
export const QUICK_SECONDS = 60;

/** @param stepSeconds of one training step. @param budget seconds for the steps. */
export function checkSeconds(stepSeconds: number, budget = CHECK_SECONDS): number {
  const most = MOST_CHECK_STEPS * stepSeconds;
  const timed = Math.max(FEWEST_CHECK_STEPS * stepSeconds, Math.min(budget, most));
  return PREPARATION_SECONDS + WARM_UP_STEPS * stepSeconds + timed;
}

/** Of these networks; undefined while one of them is not foretold. */
export function totalSeconds(
  ids: readonly string[],
  foretold: ReadonlyMap<string, ForetoldStep>,
): number | undefined {
  let total = 0;
  for (const id of ids) {
    const step = foretold.get(id);
    if (step === undefined) return undefined;
    total += checkSeconds(step.predictedMs / 1e3);
  }
  return total;
}

/** The quickest ones that take under a minute together; by their size while nothing is foretold. */
export function quickNetworks(
  networks: readonly CheckNetwork[],
  foretold: ReadonlyMap<string, ForetoldStep>,
): readonly string[] {
  if (foretold.size === 0) {
    return networks.filter(({ size }) => size === 'small').map(({ id }) => id);
  }
  const times = networks
    .flatMap(({ id }) => {
      const step = foretold.get(id);
      return step === undefined ? [] : [{ id, seconds: checkSeconds(step.predictedMs / 1e3) }];
    })
    .sort((a, b) => a.seconds - b.seconds);
  let total = 0;
  const quick = new Set<string>();
  for (const { id, seconds } of times) {
    total += seconds;
    if (total <= QUICK_SECONDS || quick.size === 0) quick.add(id);
  }
  return networks.filter(({ id }) => quick.has(id)).map(({ id }) => id);
}
