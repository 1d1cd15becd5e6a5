// The digits experiment, run in the worker on real images. Loaded when it is asked for.
import { acquireDevice } from '../engine/device/acquire-device.ts';
import type { GpuProvider } from '../engine/gpu-provider.ts';
import { runDigits } from '../engine/shrink/run-digits.ts';
import { loadDigits } from '../facts/digits/digits.ts';
import { DigitsData } from '../models/digits-shrink/digits-data.ts';
import type { DigitsPiece } from '../models/digits-shrink/digits-piece.ts';
import { digitsPlan } from '../models/digits-shrink/digits-plan.ts';
import { KernelRates } from '../rates/kernel-rates.ts';
import type { ShrinkDigitsEvent, ShrinkDigitsJob } from './shrink-api.ts';

/** @throws FlopscopeError `invalid-input` for the number of seeds, `missing-dependency` without the images, or as `runDigits`. */
export async function shrinkDigits(
  provider: GpuProvider,
  { size, seeds, pieces, profile }: ShrinkDigitsJob,
  signal: AbortSignal,
  tell: (event: ShrinkDigitsEvent) => void,
): Promise<readonly DigitsPiece[]> {
  const plan = digitsPlan(size, seeds);
  const data = new DigitsData(await loadDigits());
  const session = await acquireDevice(provider);
  try {
    const rates = profile === undefined ? {} : { rates: new KernelRates(profile, session.traits) };
    return await runDigits(
      session,
      { plan, data, pieces, ...rates },
      {
        signal,
        onProgress: (progress) => {
          tell({ type: 'progress', ...progress });
        },
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
