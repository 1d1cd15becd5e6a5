// The suite `training` and then real steps of the check networks, in whichever host.
import { checkRequest } from '../../src/engine/check-request.ts';
import type { GpuProvider } from '../../src/engine/gpu-provider.ts';
import { trainNetworks } from '../../src/engine/train-networks.ts';
import { StepPredictor } from '../../src/estimate/prediction/step-predictor.ts';
import { validationOf } from '../../src/estimate/prediction/validation.ts';
import { CHECK_SECONDS } from '../../src/models/check-networks/check-steps.ts';
import { findCheckNetwork } from '../../src/models/check-networks/check-networks.ts';
import type { DeviceProfile } from '../../src/shared/result/schema.ts';
import type { Validation } from '../../src/shared/result/validation.ts';
import { measureSuite } from '../support/measure-suite.ts';

export interface ValidateOptions {
  readonly networks: readonly string[];
  /** Of this device and host; measured first when absent. */
  readonly profile: DeviceProfile | undefined;
}

export interface ValidateReport {
  readonly profile: DeviceProfile;
  readonly validation: Validation;
}

export async function run(
  provider: GpuProvider,
  options: unknown,
  log: (line: string) => void,
): Promise<ValidateReport> {
  const { networks: ids, profile: known } = options as ValidateOptions;
  const profile = known ?? (await measureSuite(provider, 'training', log));
  const networks = ids.map(findCheckNetwork);
  const predictor = new StepPredictor(profile, 'f32');
  const trained = await trainNetworks(provider, checkRequest(networks, profile, CHECK_SECONDS), {
    onNetwork: ({ id }) => {
      log(`${id}: done`);
    },
  });
  return { profile, validation: validationOf(networks, trained, predictor, profile) };
}
