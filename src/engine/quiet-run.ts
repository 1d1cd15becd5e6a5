// A run without an observer: the instruments of the engine for a benchmark or a test that measures single
// kernels, not a suite.
import type { MeasureRequest } from '../shared/events.ts';
import { adapterKey } from './device/identity.ts';
import type { GpuSession } from './device/gpu-session.ts';
import { ProgressMeter } from './progress-meter.ts';
import { RunContext } from './run-context.ts';
import { Sampler } from './sampling/sampler.ts';
import { type Suite, suiteFor } from './suites/suites.ts';
import { calibrate } from './timing/calibrate.ts';
import { MemoryTuningStore } from './tuner/tuning-store.ts';

export interface QuietRunOptions {
  /** Changes to the plan of the quick suite: sample length, tuning budget and the like. */
  readonly suite?: Partial<Suite>;
  readonly signal?: AbortSignal;
}

/** Calibrates the clocks and uses timestamps where the adapter has them. The caller disposes the session. */
export async function quietRun(
  session: GpuSession,
  { suite, signal }: QuietRunOptions = {},
): Promise<RunContext> {
  const { provider, info } = session;
  const startedAt = provider.now();
  const elapsedMs = () => provider.now() - startedAt;
  const { timestamp, wall } = await calibrate(session);
  const clock = timestamp ?? wall;
  const request: MeasureRequest = { suite: 'quick' };
  return new RunContext({
    session,
    clock,
    sampler: new Sampler(clock, elapsedMs, signal),
    suite: { ...suiteFor('quick', false), ...suite },
    request,
    meter: new ProgressMeter([], elapsedMs),
    signal,
    emit: () => undefined,
    elapsedMs,
    tuningStore: provider.tuningStore ?? new MemoryTuningStore(),
    adapterKey: adapterKey(info, provider.facts),
  });
}
