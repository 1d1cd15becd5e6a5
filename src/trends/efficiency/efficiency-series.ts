// The points of a level in time: compute as printed and in true FLOP, how much less than the first that is, and which
// of them are on the frontier, needing less than all before.
import type { EfficiencyLevel, EfficiencyPoint } from '../../facts/efficiency.ts';
import { decimalYear } from '../fit/decimal-year.ts';
import { type Origin, originOf } from '../fit/origin.ts';
import { correctedDate } from './arxiv-date.ts';
import {
  correctedFlops,
  type ImpliedEpochs,
  impliedEpochs,
  operationsOf,
} from './teraflop-days.ts';
import { imageMacs } from './image-macs.ts';

/** `printed` as the table has them, `corrected` with the months of the preprints' numbers. */
export type DateChoice = 'printed' | 'corrected';

export interface SeriesPoint {
  readonly id: string;
  readonly name: string;
  /** Id in the zoo; null for translation. */
  readonly model: string | null;
  readonly date: string;
  readonly year: number;
  readonly link: string;
  /** The table's unit. */
  readonly teraflopDays: number;
  /** 1 MAC = 2 FLOP: twice the table's figure for images; as printed for translation, whose unit nothing here tells. */
  readonly flops: number;
  /** Compute of the level's first over this one's. */
  readonly factor: number;
  readonly publishedFactor: number;
  readonly onFrontier: boolean;
  /** Multiply-accumulates of one image; null for translation. */
  readonly macs: number | null;
  readonly epochs: ImpliedEpochs | null;
  /** As the paper behind the table tells, with where that is known from; null where it does not. */
  readonly paperEpochs: { readonly value: number; readonly origin: Origin } | null;
  readonly origin: Origin;
}

/** Image levels: their accuracy is counted on ImageNet. */
export function isImageLevel(level: EfficiencyLevel): boolean {
  return level === 'alexnet' || level === 'resnet50';
}

/** By date. */
export function efficiencySeries(
  points: readonly EfficiencyPoint[],
  level: EfficiencyLevel,
  dates: DateChoice = 'printed',
): readonly SeriesPoint[] {
  const dated = points
    .filter((point) => point.level === level)
    .map((point) => ({
      point,
      date: dates === 'printed' ? point.published : correctedDate(point.published, point.link),
    }))
    .sort((a, b) => decimalYear(a.date) - decimalYear(b.date));
  const first = dated[0]?.point.teraflopDays ?? NaN;
  let least = Infinity;
  return dated.map(({ point, date }) => {
    const { teraflopDays } = point;
    const onFrontier = teraflopDays < least;
    least = Math.min(least, teraflopDays);
    const macs = point.model === undefined ? null : imageMacs(point.model);
    return {
      id: point.id,
      name: point.publication,
      model: point.model ?? null,
      date,
      year: decimalYear(date),
      link: point.link,
      teraflopDays,
      flops: isImageLevel(level) ? correctedFlops(teraflopDays) : operationsOf(teraflopDays),
      factor: first / teraflopDays,
      publishedFactor: point.publishedFactor,
      onFrontier,
      macs,
      epochs: macs === null ? null : impliedEpochs(teraflopDays, macs),
      paperEpochs:
        point.paperEpochs === null
          ? null
          : { value: point.paperEpochs.value, origin: originOf(point.paperEpochs) },
      origin: originOf(point, date === point.published ? 'read' : 'derived'),
    };
  });
}
