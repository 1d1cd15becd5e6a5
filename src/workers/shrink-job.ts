// The digits experiment, run in the worker on real images. Loaded when it is asked for.
import { acquireDevice } from '../engine/device/acquire-device.ts';
import { StepPredictor } from '../estimate/prediction/step-predictor.ts';
import type { GpuProvider } from '../engine/gpu-provider.ts';
import { type DigitsProgress, runDigits, STEPS_OF_EXAMINING } from '../engine/shrink/run-digits.ts';
import { loadDigits } from '../facts/digits/digits.ts';
import { DigitsData, TRAINING_BATCH } from '../models/digits-shrink/digits-data.ts';
import type { DigitsPiece } from '../models/digits-shrink/digits-piece.ts';
import { digitsPlan, trainingSteps, wantedSteps } from '../models/digits-shrink/digits-plan.ts';
import type { ModelGraph } from '../models/graph.ts';
import { compileProgram } from '../models/program/compile-program.ts';
import { digitsNetwork } from '../models/digits-network.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { KernelRates } from '../rates/kernel-rates.ts';
import { atMostOften } from './at-most-often.ts';
import { remainingTime } from './remaining-time.ts';
import type { DigitsExtent, ShrinkDigitsEvent, ShrinkDigitsJob } from './shrink-api.ts';

/** A person sees ten changes a second. */
const PROGRESS_EVERY_MS = 100;

/** Compiling the kernels of an executor, of which a seed has some twenty: seen between a fifth of a second and two. */
const PREPARATION_SECONDS = 15;

/**
 * How long a run takes on the device of a profile, in seconds.
 * @throws FlopscopeError `invalid-input` when the profile has no measured kernel in f32, or for the number of seeds.
 */
export function foretellDigits(
  { size, seeds, only }: DigitsExtent,
  profile: DeviceProfile,
): number {
  const plan = digitsPlan(size, seeds);
  const predictor = new StepPredictor(profile, 'f32');
  const stepOf = (graph: ModelGraph): number => {
    const program = compileProgram(graph, { precision: 'f32', mode: 'training' });
    return predictor.predict(program, 'adam').seconds.value;
  };
  const { widths } = plan.settings.student;
  const dense = stepOf(digitsNetwork(TRAINING_BATCH));
  const student = stepOf(digitsNetwork(TRAINING_BATCH, { widths }));
  const seconds = wantedSteps(plan, only).reduce(
    (sum, step) =>
      sum +
      trainingSteps([step]) * (step.kind === 'student' ? student : dense) +
      STEPS_OF_EXAMINING * dense,
    PREPARATION_SECONDS,
  );
  return seconds * plan.seeds.length;
}

/** @throws FlopscopeError `invalid-input` for the number of seeds, `missing-dependency` without the images, or as `runDigits`. */
export async function shrinkDigits(
  provider: GpuProvider,
  { size, seeds, only, pieces, profile }: ShrinkDigitsJob,
  signal: AbortSignal,
  tell: (event: ShrinkDigitsEvent) => void,
): Promise<readonly DigitsPiece[]> {
  const plan = digitsPlan(size, seeds);
  const data = new DigitsData(await loadDigits());
  const session = await acquireDevice(provider);
  const remaining = remainingTime(() => provider.now());
  try {
    const rates = profile === undefined ? {} : { rates: new KernelRates(profile, session.traits) };
    return await runDigits(
      session,
      { plan, data, pieces, ...rates, ...(only === undefined ? {} : { only }) },
      {
        signal,
        onProgress: atMostOften(PROGRESS_EVERY_MS, (progress: DigitsProgress) => {
          const remainingMs = remaining(progress.fraction);
          const rest = remainingMs === undefined ? {} : { remainingMs };
          tell({ type: 'progress', ...progress, ...rest });
        }),
        onPiece: (piece, all) => {
          tell({ type: 'piece', piece, pieces: all });
        },
      },
    );
  } catch (thrown) {
    throw await session.explain(thrown);
  } finally {
    session.dispose();
  }
}
