// One kernel in a race or block: how many executions make a sample, and the samples taken so far.
import type { PreparedKernel } from '../kernels/prepared-kernel.ts';
import type { VerificationReport } from '../kernels/verify-kernel.ts';

export interface Sample {
  /** Milliseconds of one execution. */
  readonly ms: number;
  /** Milliseconds since the run began, at the sample's end. */
  readonly atMs: number;
  /** Number of the round within the block: samples of one round are comparable under drift. */
  readonly round: number;
}

export class Contender {
  readonly kernel: PreparedKernel;
  readonly verification: VerificationReport;
  /** Executions per sample, from the probe. */
  executions = 1;
  /** One execution, as the probe saw it on the wall clock. */
  probedMs = 0;
  firstRunMs = 0;
  samples: Sample[] = [];

  constructor(kernel: PreparedKernel, verification: VerificationReport) {
    this.kernel = kernel;
    this.verification = verification;
  }

  get label(): string {
    return this.kernel.descriptor.label;
  }

  get samplesMs(): number[] {
    return this.samples.map((sample) => sample.ms);
  }
}
