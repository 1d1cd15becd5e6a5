// The questions of Shrink, as its address names them.
import type { Parameters } from '../route/route.ts';

export const SHRINK_VIEWS = ['enough', 'variants', 'accuracy'] as const;
export type ShrinkView = (typeof SHRINK_VIEWS)[number];

export function viewOf({ view }: Parameters): ShrinkView {
  return SHRINK_VIEWS.find((each) => each === view) ?? 'enough';
}
