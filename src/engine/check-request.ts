// How the networks of a check are trained, wherever they are: a few steps each, with the device's own choices.
import type { CheckNetwork } from '../models/check-networks/check-network.ts';
import { CHECK_SECONDS, FEWEST_CHECK_STEPS } from '../models/check-networks/check-steps.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import type { TrainRequest } from './train-networks.ts';

/** Any rate runs the same kernels; this one keeps every network's numbers finite. */
const LEARNING_RATE = 1e-4;

export function checkRequest(
  networks: readonly CheckNetwork[],
  profile: DeviceProfile,
  seconds = CHECK_SECONDS,
): TrainRequest {
  return {
    networks: networks.map((network) => ({
      ...network,
      optimizer: { name: network.optimizer, learningRate: LEARNING_RATE },
    })),
    profile,
    budgetMs: seconds * 1e3,
    fewestSteps: FEWEST_CHECK_STEPS,
  };
}
