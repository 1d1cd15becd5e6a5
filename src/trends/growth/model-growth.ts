// How fast notable models grew, in parameters or in training compute: all of them, and the record-setters alone. Both
// depend on what the collection calls notable; the record-setters also on the window, whose first model sets one.
import type { NotableModel, NotableModels } from '../../facts/notable-models.ts';
import { decimalYear } from '../fit/decimal-year.ts';
import { fitGrowth, type GrowthFit } from '../fit/fit-growth.ts';
import { type Origin, originOf } from '../fit/origin.ts';

export type GrowthQuantity = 'parameters' | 'trainingFlops';

export interface GrowthQuery {
  readonly quantity: GrowthQuantity;
  /** One of the collection's domains; absent: all. */
  readonly domain?: string;
  /** Decimal years, from inclusive, to exclusive. */
  readonly from?: number;
  readonly to?: number;
}

export interface GrowthPoint {
  readonly model: NotableModel;
  readonly year: number;
  readonly value: number;
  /** More than every one before it in the window. */
  readonly record: boolean;
  readonly origin: Origin;
}

export interface ModelGrowth {
  /** By date. */
  readonly points: readonly GrowthPoint[];
  readonly all: GrowthFit;
  readonly records: GrowthFit;
}

/** Since when neural networks grew by their present rate: Sevilla et al. 2022, arXiv 2202.05924, put it about 2010. */
export const DEEP_LEARNING_FROM = 2010;

/** @returns fits that say why there is none where the query leaves too few points. */
export function modelGrowth({ models, citation }: NotableModels, query: GrowthQuery): ModelGrowth {
  const { quantity, domain, from = DEEP_LEARNING_FROM, to = Infinity } = query;
  const origin = originOf(citation);
  let largest = 0;
  const points = models
    .flatMap((model) => {
      const value = model[quantity];
      const year = decimalYear(model.date);
      if (value === null || year < from || year >= to) return [];
      if (domain !== undefined && !model.domains.includes(domain)) return [];
      return [{ model, year, value, origin }];
    })
    // Of one day's models only the largest can set a record.
    .sort((a, b) => a.year - b.year || b.value - a.value)
    .map((point): GrowthPoint => {
      const record = point.value > largest;
      largest = Math.max(largest, point.value);
      return { ...point, record };
    });
  return {
    points,
    all: fitGrowth(points),
    records: fitGrowth(points.filter(({ record }) => record)),
  };
}
