// The two instruments. Both answer the same question: how long does one execution of this kernel take?
import type { TimingMethod } from '../../shared/result/schema.ts';
import type { PreparedKernel } from '../kernels/prepared-kernel.ts';

export interface Clock {
  readonly method: TimingMethod;
  /**
   * One sample: milliseconds per execution over about `executions` executions; undefined when the
   * reading is impossible (not positive) and has to be discarded.
   */
  sample(kernel: PreparedKernel, executions: number): Promise<number | undefined>;
  /** Largest relative error of a sample of `durationMs` of work that the clock's resolution can cause. */
  resolutionError(durationMs: number): number;
  dispose(): void;
}
