// The instruments of Trends, as its address names them.
import type { Parameters } from '../route/route.ts';

export const TREND_VIEWS = ['efficiency', 'claims', 'stories'] as const;
export type TrendView = (typeof TREND_VIEWS)[number];

/** Undefined for one that this page does not have. */
export function findView(name: string | undefined): TrendView | undefined {
  return TREND_VIEWS.find((each) => each === name);
}

export function viewOf({ view }: Parameters): TrendView {
  return findView(view) ?? 'efficiency';
}
