// What a comparison needs of one result: enough to judge whether it can stand beside another, and every figure that
// could. A whole result and the summary of a link both become one.
import type { Precision, Problem } from '../../shared/problem.ts';
import type {
  AdapterIdentity,
  CeilingKind,
  Environment,
  SuiteId,
  TimingMethod,
} from '../../shared/result/schema.ts';
import type { Interval } from '../../shared/statistics.ts';

interface Timed {
  /** Descriptor id, "matmul/block-tile". */
  readonly kernel: string;
  readonly kernelHash: string;
  /** Of one execution. 1 MAC = 2 FLOP. */
  readonly flops: number;
  readonly bytes: number;
  readonly durationMs: Interval;
  /** Empty where only the interval travelled. */
  readonly samplesMs: readonly number[];
  readonly timingMethod: TimingMethod;
  /** Largest relative error that the clock's resolution can cause in one sample. */
  readonly clockError: number;
}

/** Ceilings are held against each other by their rates: their sizes follow the device. */
export interface CeilingFigure extends Timed {
  readonly kind: 'ceiling';
  readonly ceiling: CeilingKind;
  readonly precision: Precision;
}

export interface KernelFigure extends Timed {
  readonly kind: 'kernel';
  readonly problem: Problem;
  /** f16 kernels that sum in f16 answer another question than those that sum in f32. */
  readonly sumsInHalf: boolean;
}

export type ComparedFigure = CeilingFigure | KernelFigure;

export interface ComparedRun {
  readonly id: string;
  readonly createdAt: string;
  readonly suite: SuiteId;
  readonly suiteVersion: string;
  readonly complete: boolean;
  readonly identity: AdapterIdentity;
  readonly host: Environment['host'];
  readonly runtime: string;
  readonly operatingSystem: string;
  readonly timingMethod: TimingMethod;
  readonly quantumNs: number | null;
  /** Of the worst figure of the run, also where that figure did not travel. */
  readonly clockError: number;
  readonly visibility: Environment['visibility'];
  /** Null where the host does not tell. */
  readonly charging: boolean | null;
  /** Largest change of the sentinel between two blocks, relative to the run's median. */
  readonly drift: number;
  /** Steady rate over the burst rate; null outside the suite `sustained`. */
  readonly retained: number | null;
  readonly figures: readonly ComparedFigure[];
}
