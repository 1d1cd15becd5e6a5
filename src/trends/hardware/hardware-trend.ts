// Dollars and watts per TFLOPS of dated cards by release, fitted by a constant factor a year. Peaks are published ones
// and dense; prices are those of release where the source tells, and the segments' mix changes with the years.
import { type Accelerator, type PeakKind, provenanceOf } from '../../facts/accelerators.ts';
import { decimalYear } from '../fit/decimal-year.ts';
import { fitGrowth, type GrowthFit } from '../fit/fit-growth.ts';
import { type Origin, originOf } from '../fit/origin.ts';
import { type CardSegment, cardSegment } from './card-segment.ts';
import { compareHalves, type HalvesComparison } from './compare-halves.ts';

/** Per TFLOPS, 10¹² FLOP a second; 1 MAC = 2 FLOP. */
export type HardwareMeasure = 'usd' | 'watts';

export interface HardwareQuery {
  readonly measure: HardwareMeasure;
  /** Every card lists f32; the faster kinds begin with the cards that have them. */
  readonly precision: PeakKind;
  readonly segments: readonly CardSegment[];
}

export interface HardwarePoint {
  readonly id: string;
  readonly name: string;
  readonly segment: CardSegment;
  /** As the source tells: a year alone stands at its middle. */
  readonly released: string;
  readonly year: number;
  /** USD or W per TFLOPS. */
  readonly value: number;
  readonly origin: Origin;
}

export interface HardwareTrend {
  /** By date. */
  readonly points: readonly HardwarePoint[];
  readonly fit: GrowthFit;
  readonly slowing: HalvesComparison;
  /** What a person should know before believing a slope. */
  readonly cautions: readonly string[];
}

const TFLOPS = 1e12;

const FIGURES = { usd: 'priceUsd', watts: 'tdpWatts' } as const;

/** Cards that anyone could buy alone: what a reader who asks about prices means. */
export const CARD_SEGMENTS: readonly CardSegment[] = ['consumer', 'workstation', 'server'];

const CAUTIONS: readonly string[] = [
  'Peaks are published and dense. In 2020 to 2022 NVIDIA and AMD doubled what they count as f32 peak by issuing two operations at once, which few programs use in full.',
  'Cards of one generation resemble each other, and the intervals take them for independent: the true ones are wider.',
  'Which cards are in the table changes with the years: before 2016 mostly the fastest, later all of a family.',
];

/** GPUs alone: processors and chips that are only rented have no price that compares. */
export function hardwareTrend(
  cards: readonly Accelerator[],
  { measure, precision, segments }: HardwareQuery,
): HardwareTrend {
  const figure = FIGURES[measure];
  const points = cards
    .flatMap((card): HardwarePoint[] => {
      const { released } = card;
      const peak = card.peakFlopsPerSecond[precision];
      const amount = card[figure];
      const segment = cardSegment(card);
      if (card.kind !== 'gpu' || !segments.includes(segment)) return [];
      if (released === undefined || peak === undefined || amount === undefined) return [];
      const remembered = [figure, precision].some((each) => provenanceOf(card, each) === 'memory');
      return [
        {
          id: card.id,
          name: card.name,
          segment,
          released,
          year: decimalYear(released),
          value: amount / (peak / TFLOPS),
          origin: originOf(card, remembered ? 'memory' : 'derived'),
        },
      ];
    })
    .sort((a, b) => a.year - b.year);
  return {
    points,
    fit: fitGrowth(points),
    slowing: compareHalves(points, measure),
    cautions: CAUTIONS,
  };
}
