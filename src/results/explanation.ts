// One sentence or two about why a result is as it is.

export interface Explanation {
  readonly code: string;
  /** A caution weakens the figures; an insight explains them. */
  readonly kind: 'caution' | 'insight';
  readonly title: string;
  readonly text: string;
  /** What the person can do; absent where nothing helps. */
  readonly action?: string;
}
