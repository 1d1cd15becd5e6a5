// Both clocks on the same kernel, pair by pair: how far do they agree?
import { acquireDevice } from '../../src/engine/device/acquire-device.ts';
import type { GpuProvider } from '../../src/engine/gpu-provider.ts';
import { PreparedKernel } from '../../src/engine/kernels/prepared-kernel.ts';
import { probe } from '../../src/engine/sampling/probe.ts';
import { calibrate } from '../../src/engine/timing/calibrate.ts';
import { kernelById } from '../../src/kernels/registry.ts';
import { bootstrapMedian, type Interval } from '../../src/shared/statistics.ts';

export interface ClocksOptions {
  /** Wished work of one timestamp sample in ms; the wall clock takes the same number of executions. */
  readonly sampleMs: number;
  readonly pairs: number;
}

export interface ClocksReport {
  readonly adapter: string;
  readonly kernel: string;
  readonly executions: number;
  readonly workMs: number;
  readonly timestampQuantumNs: number | null;
  /** Timestamp over wall clock, pair by pair. */
  readonly ratio: Interval;
  readonly ratios: readonly number[];
}

export async function run(provider: GpuProvider, options: unknown): Promise<ClocksReport> {
  const { sampleMs, pairs } = options as ClocksOptions;
  const session = await acquireDevice(provider);
  try {
    const { timestamp, wall } = await calibrate(session);
    if (timestamp === undefined) throw new Error('This adapter has no timestamp-query.');
    const descriptor = kernelById('matmul/register-tile');
    const problem = { op: 'matmul', m: 256, n: 256, k: 256, precision: 'f32' } as const;
    const [tunables = {}] = descriptor.variants(problem);
    const kernel = await PreparedKernel.create(session, descriptor, problem, tunables, 1);
    kernel.setMode('time');
    const { executions, executionMs } = await probe(session, timestamp, kernel, sampleMs);
    const ratios: number[] = [];
    while (ratios.length < pairs) {
      const gpu = await timestamp.sample(kernel, executions);
      // Half of the wall clock's two submits cancels: twice the executions give the same work.
      const waited = await wall.sample(kernel, 2 * executions);
      if (gpu !== undefined && waited !== undefined) ratios.push(gpu / waited);
    }
    kernel.dispose();
    const { vendor, architecture, description } = session.info;
    return {
      adapter: [vendor, architecture, description].filter(Boolean).join(' '),
      kernel: descriptor.id,
      executions,
      workMs: executions * executionMs,
      timestampQuantumNs: timestamp.quantumNs,
      ratio: bootstrapMedian(ratios),
      ratios,
    };
  } finally {
    session.dispose();
  }
}
