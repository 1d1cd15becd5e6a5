// The last part of the suite `training`: real steps of the calibration networks, with the kernels that were just
// chosen, beside the sentinel.
import { calibrationNetworks } from '../models/check-networks/calibration-networks.ts';
import { KernelRates } from '../rates/kernel-rates.ts';
import { FlopscopeError } from '../shared/errors.ts';
import type { Steps } from '../shared/result/schema.ts';
import { median } from '../shared/statistics.ts';
import { measureSteps } from './executor/measure-steps.ts';
import type { RunContext } from './run-context.ts';
import type { Contender } from './sampling/contender.ts';

/** Of the steps of one network; each has some 30 to 200 kernels. */
const BUDGET_MS = 2000;
const FEWEST_STEPS = 7;
/** Only the pace of the steps counts. */
const LEARNING_RATE = 1e-4;
/** A single one is off by a tenth where other programs run. */
const SENTINEL_SAMPLES = 11;
/** Steps during which the device changed its pace would spoil every prediction. */
const MOST_ATTEMPTS = 3;

/** @throws FlopscopeError when the device is lost or the run is cancelled; a network that does not run is warned of. */
export async function measureCalibrationSteps(
  run: RunContext,
  sentinel: Contender,
): Promise<readonly Steps[]> {
  const rates = new KernelRates(run, run.session.traits);
  const measured: Steps[] = [];
  for (const [index, network] of calibrationNetworks.entries()) {
    const progress = (fraction: number, detail: string) => {
      run.progress((index + fraction) / calibrationNetworks.length, `${network.name}: ${detail}`);
    };
    try {
      const steps = await measureSteps(run.session, {
        graph: network.build(),
        optimizer: { name: network.optimizer, learningRate: LEARNING_RATE },
        rates,
        fewestSteps: FEWEST_STEPS,
        budgetMs: BUDGET_MS,
        onProgress: progress,
        sentinel: () => readSentinel(run, sentinel),
        mostAttempts: MOST_ATTEMPTS,
        ...(run.signal === undefined ? {} : { signal: run.signal }),
      });
      measured.push({
        network: network.id,
        optimizer: network.optimizer,
        kernels: steps.kernels.length,
        samplesMs: [...steps.stepsMs],
        sentinelMs: [...steps.sentinelMs],
      });
    } catch (thrown) {
      if (!(thrown instanceof FlopscopeError)) throw thrown;
      if (thrown.code === 'aborted' || thrown.code === 'device-lost') throw thrown;
      run.warn('kernel-failed', `${network.name} did not run: ${thrown.message}`);
    }
  }
  return measured;
}

async function readSentinel(run: RunContext, sentinel: Contender): Promise<number> {
  const before = sentinel.samples.length;
  for (let sample = 0; sample < SENTINEL_SAMPLES; sample++) await run.sampler.sample(sentinel);
  const taken = sentinel.samplesMs.slice(before);
  return median(taken.length === 0 ? sentinel.samplesMs : taken);
}
