// A result as the element draws it: ready to print, in the shell before the click and beside the reader's after it.
import type { SuiteId } from '../shared/result/schema.ts';

/** One headline figure. Numbers in base units; the shell prints them with their unit. */
export interface ShownFigure {
  readonly id: 'compute-f32' | 'compute-f16' | 'compute-i8' | 'bandwidth' | 'launch';
  /** For a person: "Matrix product, f32". */
  readonly label: string;
  /** FLOPS and OPS count 1 MAC as 2. */
  readonly unit: 'FLOPS' | 'OPS' | 'B/s' | 's';
  readonly value: number;
  /** Of the 95 % interval of the median. */
  readonly low: number;
  readonly high: number;
}

export interface ShownResult {
  readonly device: string;
  readonly softwareAdapter: boolean;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly suite: SuiteId;
  readonly suiteVersion: string;
  readonly complete: boolean;
  readonly figures: readonly ShownFigure[];
}
