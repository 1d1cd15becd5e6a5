// The flexibility experiment, run in the worker: the GPU draws and multiplies, this thread solves. Loaded when it is asked
// for.
import { acquireDevice } from '../engine/device/acquire-device.ts';
import { type FlexibilityProgress, runFlexibility } from '../engine/flexibility/run-flexibility.ts';
import type { GpuProvider } from '../engine/gpu-provider.ts';
import type { FlexibilityPiece } from '../models/flexibility/flexibility-piece.ts';
import { KernelRates } from '../rates/kernel-rates.ts';
import { atMostOften } from './at-most-often.ts';
import type { FlexibilityEvent, FlexibilityJob } from './flexibility-api.ts';
import { remainingTime } from './remaining-time.ts';

/** A person sees ten changes a second. */
const PROGRESS_EVERY_MS = 100;

/** @throws FlopscopeError `invalid-input` for a plan that cannot be run, or as `runFlexibility`. */
export async function experimentWithFlexibility(
  provider: GpuProvider,
  { plan, known, profile }: FlexibilityJob,
  signal: AbortSignal,
  tell: (event: FlexibilityEvent) => void,
): Promise<void> {
  const session = await acquireDevice(provider);
  const remaining = remainingTime(() => provider.now());
  let found: FlexibilityPiece[] = [];
  const hand = () => {
    if (found.length > 0) tell({ type: 'pieces', pieces: found });
    found = [];
  };
  const handSometimes = atMostOften(PROGRESS_EVERY_MS, hand);
  try {
    await runFlexibility(session, plan, {
      signal,
      known,
      ...(profile === undefined ? {} : { rates: new KernelRates(profile, session.traits) }),
      onProgress: atMostOften(PROGRESS_EVERY_MS, (progress: FlexibilityProgress) => {
        hand();
        const remainingMs = remaining(progress.fraction);
        tell({
          type: 'progress',
          ...progress,
          ...(remainingMs === undefined ? {} : { remainingMs }),
        });
      }),
      onPiece: (piece) => {
        found.push(piece);
        handSometimes();
      },
    });
  } catch (thrown) {
    throw await session.explain(thrown);
  } finally {
    // What was found before it ended holds.
    hand();
    session.dispose();
  }
}
