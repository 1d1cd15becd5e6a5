// The digits network, taught in the worker on real images. Loaded when it is asked for.
import { acquireDevice } from '../engine/device/acquire-device.ts';
import { trainClassifier } from '../engine/executor/train-classifier.ts';
import type { GpuProvider } from '../engine/gpu-provider.ts';
import { loadDigits } from '../facts/digits/digits.ts';
import { digitsTraining } from '../models/digits-training.ts';
import { KernelRates } from '../rates/kernel-rates.ts';
import type { DigitsEvent, DigitsJob, DigitsResult } from './check-api.ts';

/** @throws FlopscopeError `diverged` with the step, `missing-dependency` without the images, or as the executor. */
export async function trainDigits(
  provider: GpuProvider,
  job: DigitsJob,
  signal: AbortSignal,
  tell: (event: DigitsEvent) => void,
): Promise<DigitsResult> {
  tell({ type: 'progress', fraction: 0, detail: 'Fetching the images' });
  const digits = await loadDigits();
  const { profile, ...training } = job;
  const request = digitsTraining(digits, training);
  const { trainingImages, heldOutImages, epochs, stepsPerEpoch } = request;
  const { header } = digits;
  tell({ type: 'data', header, trainingImages, heldOutImages, steps: epochs * stepsPerEpoch });
  tell({ type: 'progress', fraction: 0, detail: 'Compiling its kernels' });
  const session = await acquireDevice(provider);
  const began = provider.now();
  try {
    const rates = profile === undefined ? {} : { rates: new KernelRates(profile, session.traits) };
    const { accuracies, steps, stepsMs } = await trainClassifier(
      session,
      { ...request, ...rates },
      {
        signal,
        onProgress: (fraction, detail) => {
          tell({ type: 'progress', fraction, detail });
        },
        onLoss: (step, loss) => {
          tell({ type: 'loss', step, loss });
        },
        onEpoch: (epoch, accuracy) => {
          tell({ type: 'epoch', epoch, accuracy, atMs: provider.now() - began });
        },
      },
    );
    return { accuracies, steps, stepsMs };
  } catch (thrown) {
    throw await session.explain(thrown);
  } finally {
    session.dispose();
  }
}
