// Measures the instruments before they are used: the step of both clocks and the cost of waiting.
import { median } from '../../shared/statistics.ts';
import type { GpuSession } from '../device/gpu-session.ts';
import { TimestampClock } from './timestamp-clock.ts';
import { WallClock } from './wall-clock.ts';

export interface Calibration {
  readonly timestamp: TimestampClock | undefined;
  readonly wall: WallClock;
  readonly waitCostMs: number;
  readonly wallClockQuantumNs: number;
  readonly timestampQuantumNs: number | null;
}

/** Enough pairs for the greatest common divisor of their differences to settle. */
const TIMESTAMP_PASSES = 16;
const EMPTY_SUBMITS = 8;

/** Above this, being told is worse than asking: see GpuSession.nudgeQueue. */
const SLOW_WAIT_MS = 10;

export async function calibrate(session: GpuSession): Promise<Calibration> {
  const wall = new WallClock(session);
  wall.quantumNs = wallClockQuantum(() => session.provider.now());
  let waitCostMs = await emptyWait(session);
  if (waitCostMs > SLOW_WAIT_MS) {
    session.nudgeQueue = true;
    waitCostMs = await emptyWait(session);
  }
  wall.waitCostMs = waitCostMs;
  const timestamp = session.traits.features.has('timestamp-query')
    ? new TimestampClock(session)
    : undefined;
  if (timestamp !== undefined) timestamp.quantumNs = await timestampQuantum(timestamp);
  return {
    timestamp,
    wall,
    waitCostMs,
    wallClockQuantumNs: wall.quantumNs,
    timestampQuantumNs: timestamp?.quantumNs ?? null,
  };
}

async function emptyWait(session: GpuSession): Promise<number> {
  const waits: number[] = [];
  for (let i = 0; i < EMPTY_SUBMITS; i++) {
    const started = session.provider.now();
    session.device.queue.submit([]);
    await session.waitForQueue();
    waits.push(session.provider.now() - started);
  }
  return median(waits);
}

/** The smallest step that now() takes, in nanoseconds. */
function wallClockQuantum(now: () => number): number {
  let smallest = Number.POSITIVE_INFINITY;
  let last = now();
  // A thousand readings cover 100 µs clocks after some steps; the loop ends after 20 ms at the latest.
  for (let steps = 0, end = last + 20; steps < 50 && last < end;) {
    const current = now();
    if (current <= last) continue;
    smallest = Math.min(smallest, current - last);
    last = current;
    steps++;
  }
  return Number.isFinite(smallest) ? Math.round(smallest * 1e6) : 0;
}

/** All timestamps are multiples of the quantum, so it divides every difference. */
async function timestampQuantum(clock: TimestampClock): Promise<number> {
  const readings: bigint[] = [];
  for (let i = 0; i < TIMESTAMP_PASSES; i++) {
    readings.push(...(await clock.timestamps(() => undefined)));
  }
  const [origin = 0n] = readings;
  const quantum = readings.reduce(
    (gcd, reading) => greatestCommonDivisor(gcd, reading - origin),
    0n,
  );
  return Number(quantum);
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}
