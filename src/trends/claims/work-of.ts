// The work that a claim is about, which may be that of another one.
import type { CostClaim } from '../../facts/cost-claims.ts';
import type { CheckedCostClaim } from './check-cost-claim.ts';

export interface ClaimedWork {
  /** 1 MAC = 2 FLOP. */
  readonly flop: number;
  /** What is trained. */
  readonly data: Extract<CostClaim['work'], { kind: 'formula' }>['data'];
}

/**
 * @param claims all of them, as they are reckoned now.
 * @returns undefined for a claim that is about no work.
 */
export function workOf(
  { claim, flop }: CheckedCostClaim,
  claims: readonly CheckedCostClaim[],
): ClaimedWork | undefined {
  const { work } = claim;
  if (work.kind === 'formula') return flop === null ? undefined : { flop, data: work.data };
  if (work.kind === 'unknown') return undefined;
  const other = claims.find((each) => each.claim.id === work.claim);
  return other?.claim.work.kind === 'formula' ? workOf(other, claims) : undefined;
}
