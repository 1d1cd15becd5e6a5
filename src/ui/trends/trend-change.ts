// A part of a view tells the view what was chosen or typed: it goes into the address.
import type { Parameters } from '../route/route.ts';

export const TREND_CHANGE = 'trend-change';

export function tellTrend(from: EventTarget, detail: Parameters): void {
  from.dispatchEvent(new CustomEvent<Parameters>(TREND_CHANGE, { detail }));
}
