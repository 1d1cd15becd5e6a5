// Finds how many executions make one sample: long enough for the clock, short enough for the watchdog.
import type { GpuSession } from '../device/gpu-session.ts';
import type { PreparedKernel } from '../kernels/prepared-kernel.ts';
import type { Clock } from '../timing/clock.ts';
import { WallClock } from '../timing/wall-clock.ts';

/** Watchdogs kill at about 2 s on Windows and 0.5 s on some phones. */
export const MAX_SUBMIT_MS = 250;

/** A sample must be this many times longer than what the clock can be wrong by: 0.5 %. */
const CLOCK_MARGIN = 200;

/** Encoding costs about 1 µs a dispatch on the CPU; more of them would starve the GPU. */
const MAX_EXECUTIONS = 8192;

export interface ProbeResult {
  readonly executions: number;
  /** Estimated duration of one execution. */
  readonly executionMs: number;
  /** The very first execution, with whatever the driver compiles late. */
  readonly firstRunMs: number;
}

/**
 * @param targetMs wished length of one sample; lengthened where the clock is too coarse for it.
 */
export async function probe(
  session: GpuSession,
  clock: Clock,
  kernel: PreparedKernel,
  targetMs: number,
): Promise<ProbeResult> {
  const wall = new WallClock(session);
  const firstRunMs = await wall.elapsed(kernel, 1);
  let executionMs = await wall.elapsed(kernel, 1);
  // An execution shorter than the wait for it cannot be seen by one: grow until it shows.
  let executions = 1;
  const visibleMs = Math.min(targetMs, MAX_SUBMIT_MS) / 2;
  while (executions < MAX_EXECUTIONS && executionMs * executions < visibleMs) {
    const growth = Math.min(8, Math.max(2, visibleMs / Math.max(executionMs * executions, 0.01)));
    executions = Math.min(MAX_EXECUTIONS, Math.ceil(executions * growth));
    executionMs = Math.min(executionMs, (await wall.elapsed(kernel, executions)) / executions);
  }
  const wanted = Math.max(targetMs, clock.resolutionError(1) * CLOCK_MARGIN);
  const sampleMs = Math.min(wanted, MAX_SUBMIT_MS);
  return {
    executions: Math.min(MAX_EXECUTIONS, Math.max(1, Math.round(sampleMs / executionMs))),
    executionMs,
    firstRunMs,
  };
}
