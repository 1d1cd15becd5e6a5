// The time of one layer, pass by pass.
import type { CostedLayer } from '../models/cost.ts';
import type { LayerCost } from '../models/work.ts';
import type { Range, RateUsed } from './training-estimate.ts';

export interface LayerTime {
  readonly costed: CostedLayer;
  readonly seconds: Range;
  readonly passes: Readonly<Record<keyof LayerCost, number>>;
  readonly boundSeconds: Readonly<Record<'compute' | 'memory' | 'launch', number>>;
  readonly rates: readonly RateUsed[];
}
