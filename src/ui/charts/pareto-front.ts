// Which of several points nothing beats: a point is dominated when another is at least as good in both ways and better
// in one.

/** What a picture of costs and merits shows. */
export interface ParetoPoint {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly xLow?: number;
  readonly xHigh?: number;
  readonly yLow?: number;
  readonly yHigh?: number;
  /** What the others are compared with. */
  readonly reference?: boolean;
  readonly dominated?: boolean;
}

/** Less of x is better unless `more` is said; more of y always is. */
export type BetterX = 'less' | 'more';

export function markDominated(
  points: readonly ParetoPoint[],
  better: BetterX = 'less',
): readonly ParetoPoint[] {
  const sign = better === 'less' ? -1 : 1;
  return points.map((point) => ({
    ...point,
    dominated: points.some(
      (other) =>
        sign * (other.x - point.x) >= 0 &&
        other.y >= point.y &&
        (other.x !== point.x || other.y !== point.y),
    ),
  }));
}
