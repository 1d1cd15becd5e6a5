// What a comparison tells: devices beside each other, one of them the reference, row by row.
import type { Interval } from '../../shared/statistics.ts';
import type { Precision, Problem } from '../../shared/problem.ts';
import type { CeilingKind } from '../../shared/result/schema.ts';
import type { ComparedRun } from './compared-run.ts';
import type { Basis } from './figure-key.ts';
import type { FigureUnit } from './figure-rate.ts';
import type { Comparability } from './verdict.ts';

export interface ComparedDevice {
  readonly key: string;
  readonly name: string;
  readonly softwareAdapter: boolean;
  /** The reports that stand for it, newest first. However many they are, the device counts once. */
  readonly used: readonly ComparedRun[];
  /** Its reports that are less comparable with the reference than those. */
  readonly leftOut: readonly ComparedRun[];
  /** With the reference. */
  readonly comparability: Comparability;
}

/** Above 1 is faster than the reference, also where the value is a duration. */
export type Ratio =
  | { readonly kind: 'reference' }
  /** The reference has no such figure. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'ratio';
      readonly ratio: Interval;
      readonly comparability: Comparability;
      /** Shown on request although the two are not comparable. */
      readonly flagged: boolean;
    }
  | { readonly kind: 'withheld'; readonly comparability: Comparability };

export interface ComparisonCell {
  /** Of the newest report. */
  readonly kernel: string;
  readonly kernelHash: string;
  /** How many reports the value is made of. */
  readonly reports: number;
  /** In the unit of the row. */
  readonly value: Interval;
  readonly ratio: Ratio;
}

interface RowEntries {
  readonly key: string;
  readonly precision: Precision;
  readonly unit: FigureUnit;
  /** One for each device, in their order; undefined where it has no such figure. */
  readonly cells: readonly (ComparisonCell | undefined)[];
}

export interface CeilingRow extends RowEntries {
  readonly kind: 'ceiling';
  readonly ceiling: CeilingKind;
}

export interface KernelRow extends RowEntries {
  readonly kind: 'kernel';
  readonly problem: Problem;
  readonly sumsInHalf: boolean;
}

export type ComparisonRow = CeilingRow | KernelRow;

/** Geometric mean of the ratios over the problems that all devices measured. */
export type MeanRatio =
  | { readonly kind: 'reference' }
  | {
      readonly kind: 'mean';
      readonly ratio: Interval;
      readonly problems: number;
      readonly comparability: Comparability;
    }
  | { readonly kind: 'withheld'; readonly sentence: string };

export interface Comparison {
  readonly basis: Basis;
  readonly devices: readonly ComparedDevice[];
  /** Position in `devices`. */
  readonly reference: number;
  readonly rows: readonly ComparisonRow[];
  /** One for each device. */
  readonly means: readonly MeanRatio[];
}
