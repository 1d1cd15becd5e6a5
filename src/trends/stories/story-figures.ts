// All figures that a story may speak of, by the name of their slot: cited ones as they stand in the articles, reckoned
// ones as the claim checker and the efficiency ruler give them.
import type { FoundingArticleClaim } from '../../facts/founding-articles.ts';
import type { CheckedCostClaim } from '../claims/check-cost-claim.ts';
import type { RecomputedClaim } from '../efficiency/recompute-claims.ts';

export interface StoryFigure {
  readonly kind: 'cited' | 'reckoned';
  readonly value: number;
  /** Printed behind the figure; a cited one has its unit in the sentence. */
  readonly unit: string;
  readonly unverified: boolean;
}

export interface FigureSources {
  readonly articles: readonly FoundingArticleClaim[];
  readonly costClaims: readonly CheckedCostClaim[];
  readonly efficiency: readonly Pick<RecomputedClaim, 'id' | 'ours' | 'origin'>[];
}

/** "grover.usd" is cited; "=grover.result" and "=alexnet-factor" are reckoned. */
export function storyFigures({
  articles,
  costClaims,
  efficiency,
}: FigureSources): ReadonlyMap<string, StoryFigure> {
  const figures = new Map<string, StoryFigure>();
  for (const { id, figures: cited, provenance } of articles) {
    for (const [name, value] of Object.entries(cited)) {
      const unverified = provenance === 'memory';
      figures.set(`${id}.${name}`, { kind: 'cited', value, unit: '', unverified });
    }
  }
  for (const { claim, result, others } of costClaims) {
    for (const { id, value, unit, unverified } of [result, ...others]) {
      figures.set(`=${claim.id}.${id}`, { kind: 'reckoned', value, unit, unverified });
    }
  }
  for (const { id, ours, origin } of efficiency) {
    if (ours === null) continue;
    const unverified = origin.provenance === 'memory';
    figures.set(`=${id}`, { kind: 'reckoned', value: ours.value, unit: '', unverified });
  }
  return figures;
}
