// The levels with two points each: a ratio and the doubling time that it implies, by the printed dates and by those of
// the preprints, by the printed factor and by the figures of compute. No interval follows from two points.
import type { EfficiencyLevel, EfficiencyPoint } from '../../facts/efficiency.ts';
import { doublingReport, type Ends } from './doubling-report.ts';
import { type DateChoice, efficiencySeries } from './efficiency-series.ts';

export const TWO_POINT_LEVELS = [
  'resnet50',
  'seq2seq',
  'gnmt',
] as const satisfies EfficiencyLevel[];

export interface TwoPointLevel {
  readonly level: (typeof TWO_POINT_LEVELS)[number];
  readonly byDates: Readonly<Record<DateChoice, Ends>>;
}

/** @throws RangeError when a level has not two points. */
export function twoPointLevels(points: readonly EfficiencyPoint[]): readonly TwoPointLevel[] {
  const endsBy = (level: EfficiencyLevel, dates: DateChoice): Ends => {
    const { ends } = doublingReport(efficiencySeries(points, level, dates));
    if (ends === null) throw new RangeError(`The level ${level} has fewer than two points.`);
    return ends;
  };
  return TWO_POINT_LEVELS.map((level) => ({
    level,
    byDates: { printed: endsBy(level, 'printed'), corrected: endsBy(level, 'corrected') },
  }));
}
