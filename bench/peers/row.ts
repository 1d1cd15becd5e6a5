// What is known of one shape when it has been measured. Plain JSON: it crosses from the page.
import type { Interval } from '../../src/shared/statistics.ts';
import type { ContenderId, PeerProblem } from './contender.ts';
import type { Group } from './shapes.ts';

export interface MeasuredContender {
  readonly gflops: Interval;
  /** What distinguishes the fastest form. */
  readonly form: string;
  /** Milliseconds of one execution by round; null where it did not run or the clock gave nothing. */
  readonly samplesMs: readonly (number | null)[];
  readonly executionsPerSample: number;
  readonly maxError: number;
  readonly checkedEntries: number;
}

export interface SentinelRecord {
  /** GFLOP/s of the multiply-add ceiling by round. */
  readonly gflops: readonly number[];
  /** Second half of the block over the first, less one. */
  readonly moved: number;
  /** How often the block was measured; more than once when the sentinel had moved too far. */
  readonly attempts: number;
}

export interface Row {
  readonly shape: string;
  readonly group: Group;
  readonly network: string;
  readonly problem: PeerProblem;
  readonly flops: number;
  readonly gflops: Readonly<Record<ContenderId, number | null>>;
  readonly measured: Partial<Readonly<Record<ContenderId, MeasuredContender>>>;
  /** Why a contender was not timed, or which of its forms fell out. */
  readonly failures: Partial<Readonly<Record<ContenderId, string>>>;
  readonly bestPeer: ContenderId | null;
  /** Rate of Flopscope over that of the best peer; null where one of them is missing. */
  readonly ratio: Interval | null;
  /** By round. */
  readonly ratios: readonly number[];
  readonly sentinel: SentinelRecord;
  readonly seconds: number;
}
