// The instruments of Trends, as its address names them.
const TREND_VIEWS = ['efficiency', 'growth', 'limits', 'flexibility', 'claims', 'stories'] as const;
type TrendView = (typeof TREND_VIEWS)[number];

/** Undefined for one that this page does not have. */
export function findView(name: string | undefined): TrendView | undefined {
  return TREND_VIEWS.find((each) => each === name);
}
