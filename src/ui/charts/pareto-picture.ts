// What a Pareto chart draws: its points, and how its axes are called and printed.
import type { ParetoPoint } from './pareto-front.ts';

export interface ParetoAxis {
  readonly title: string;
  /** A value as it stands at the axis and in a tooltip. */
  readonly format: (value: number) => string;
  /** The axis covers at least so much, around its values. */
  readonly leastSpan?: number;
}

/** Drawn anew whenever it is another object. */
export interface ParetoPicture {
  /** What it shows, for people who do not see it: "Accuracy against time, of 12 variants". */
  readonly name: string;
  readonly points: readonly ParetoPoint[];
  readonly x: ParetoAxis;
  readonly y: ParetoAxis;
  /** Points are outlined instead of filled where x or y is predicted. */
  readonly predicted: boolean;
  /** What the diamond is: "dense". */
  readonly reference: string;
}
