// What a chart over the years draws, as plain numbers: points, lines with or without a band, and the ends of its axes.
// Every point carries what is said when it is pointed at.
import { growthAt, type Growth } from '../../../trends/fit/fit-growth.ts';
import type { BandPoint, DotGroup, ToldPoint } from '../plotted.ts';

export interface YearPoint extends ToldPoint {
  /** Ends of its interval. */
  readonly low?: number;
  readonly high?: number;
  /** Written beside it, as far as there is room; of several, the first in the list chooses first. */
  readonly name?: string;
}

export interface YearPoints extends DotGroup {
  readonly points: readonly YearPoint[];
}

/** A line that is not fitted: thin and dashed, with its name at one of its ends. */
export interface ComparedLine {
  /** "Moore, 24 months". */
  readonly label: string;
  /** Where there is little room: "Moore 24". */
  readonly short: string;
  readonly at: 'start' | 'end';
  readonly points: readonly YearPoint[];
}

export interface YearsPicture {
  /** The first stand in front. */
  readonly groups: readonly YearPoints[];
  readonly fits: readonly (readonly BandPoint[])[];
  readonly compared: readonly ComparedLine[];
  readonly years: { readonly from: number; readonly to: number };
  /** Ends of the vertical axis, which is logarithmic; what lies beyond is cut off. */
  readonly span: { readonly low: number; readonly high: number };
  readonly title: { readonly wide: string; readonly narrow: string };
  /** Marks of the vertical axis, where they are not the powers of ten. */
  readonly ticks?: ReadonlyMap<number, string>;
}

/** Parts of a fitted line: it bends nowhere, its band does. */
const STEPS = 24;

/** The fitted line with the band of its mean, over some years. */
export function bandOf(growth: Growth, from: number, to: number): readonly BandPoint[] {
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const x = from + ((to - from) * step) / STEPS;
    const { log10, mean } = growthAt(growth, x);
    return {
      x,
      y: 10 ** log10,
      low: 10 ** (mean?.low ?? log10),
      high: 10 ** (mean?.high ?? log10),
    };
  });
}

export function powerBelow(value: number): number {
  return 10 ** Math.floor(Math.log10(value));
}

export function powerAbove(value: number): number {
  return 10 ** Math.ceil(Math.log10(value));
}
