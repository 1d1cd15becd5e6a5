// A check in the worker: predicts the steps of the networks first, then really trains them and tells each result as
// it comes. Loaded when the first check is asked for.
import { checkRequest } from '../engine/check-request.ts';
import type { GpuProvider } from '../engine/gpu-provider.ts';
import { trainNetworks } from '../engine/train-networks.ts';
import { StepPredictor } from '../estimate/prediction/step-predictor.ts';
import {
  foretell,
  type ForetoldStep,
  validationOf,
  validationRow,
} from '../estimate/prediction/validation.ts';
import type { CheckNetwork } from '../models/check-networks/check-network.ts';
import { findCheckNetwork } from '../models/check-networks/check-networks.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import type { Validation } from '../shared/result/validation.ts';
import { atMostOften } from './at-most-often.ts';
import type { CheckEvent, CheckJob } from './check-api.ts';

/** A person sees ten changes a second. */
const PROGRESS_EVERY_MS = 100;

/** @throws FlopscopeError as `trainNetworks`, and `unknown-name` for a network that does not exist. */
export async function checkPrediction(
  provider: GpuProvider,
  { networks: ids, profile, seconds }: CheckJob,
  signal: AbortSignal,
  tell: (event: CheckEvent) => void,
): Promise<Validation> {
  const networks = ids.map(findCheckNetwork);
  // Before anything is trained: nobody can say that the prediction was made to fit.
  const predictor = new StepPredictor(profile, 'f32');
  tell({ type: 'foretold', steps: foretellAll(networks, predictor) });
  const trained = await trainNetworks(provider, checkRequest(networks, profile, seconds), {
    signal,
    onProgress: atMostOften(PROGRESS_EVERY_MS, (fraction: number, detail: string) => {
      tell({ type: 'progress', fraction, detail });
    }),
    onNetwork: (result) => {
      const network = networks.find(({ id }) => id === result.id);
      if (network === undefined) return;
      const { id, name } = network;
      tell(
        'message' in result
          ? { type: 'failure', failure: { network: id, name, reason: result.message } }
          : { type: 'row', row: validationRow(network, result, predictor) },
      );
    },
  });
  return validationOf(networks, trained, predictor, profile);
}

export function foretellNetworks(
  ids: readonly string[],
  profile: DeviceProfile,
): readonly ForetoldStep[] {
  return foretellAll(ids.map(findCheckNetwork), new StepPredictor(profile, 'f32'));
}

/** Without those that no kernel runs: their training says why. */
function foretellAll(
  networks: readonly CheckNetwork[],
  predictor: StepPredictor,
): readonly ForetoldStep[] {
  return networks.flatMap((network) => {
    try {
      return [foretell(network, predictor)];
    } catch {
      return [];
    }
  });
}
