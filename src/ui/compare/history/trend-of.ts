// The trend of one figure over the runs of a device.
import type { ComparedRun } from '../../../results/compare/compared-run.ts';
import type { DeviceGroup } from '../../../results/compare/device-group.ts';
import { rateUnit } from '../../../results/headline.ts';
import { headlineOfRun } from '../../../results/link/headline-of-run.ts';
import type { Interval } from '../../../shared/statistics.ts';
import type { Trend } from './device-trend.ts';
import type { HistoryChanges } from './find-history-changes.ts';

export const trendFigures = ['f32', 'f16', 'i8', 'memory'] as const;
export type TrendFigure = (typeof trendFigures)[number];

export const trendFigureNames: Readonly<Record<TrendFigure, string>> = {
  f32: 'Best matrix product, f32',
  f16: 'Best matrix product, f16',
  i8: 'Best matrix product, i8',
  memory: 'Memory bandwidth',
};

export function trendOf(
  { runs }: DeviceGroup,
  figure: TrendFigure,
  changes: HistoryChanges | undefined,
): Trend {
  const known = runs.toReversed().flatMap((run) => {
    const value = valueOf(run, figure);
    return value === undefined ? [] : [{ run, value }];
  });
  return {
    title: trendFigureNames[figure],
    unit: figure === 'memory' ? 'B/s' : rateUnit(figure),
    points: known.map(({ run, value }, index) => ({
      value,
      change: changes?.get(run.id)?.verdict,
      isOtherSoftware: index > 0 && softwareOf(run) !== softwareOf(known[index - 1]?.run),
    })),
  };
}

function valueOf(run: ComparedRun, figure: TrendFigure): Interval | undefined {
  const { compute, bandwidth } = headlineOfRun(run);
  return figure === 'memory'
    ? bandwidth
    : compute.find(({ precision }) => precision === figure)?.rate;
}

/** Dawn tells the driver’s version in the description. */
function softwareOf(run: ComparedRun | undefined): string {
  return JSON.stringify([run?.runtime, run?.identity.description]);
}
