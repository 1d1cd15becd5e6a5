// All claims as they are reckoned now; one whose inputs are wrong keeps its last valid figures.
import type { CostClaim } from '../../../facts/cost-claims.ts';
import {
  checkCostClaim,
  type CheckedCostClaim,
  type CostClaimCheck,
} from '../../../trends/claims/check-cost-claim.ts';
import type { ClaimEdits } from '../../../trends/claims/parse-claim-inputs.ts';
import { type ClaimEdit, editsOf } from './claim-edits.ts';

export interface ClaimState {
  readonly claim: CostClaim;
  readonly edits: ClaimEdits;
  readonly check: CostClaimCheck;
  /** The last valid reckoning; that of the cited inputs to begin with. */
  readonly valid: CheckedCostClaim;
}

/** @param before the states of the last time; none to begin with. */
export function reckonClaims(
  claims: readonly CostClaim[],
  edits: readonly ClaimEdit[],
  before: readonly ClaimState[],
): readonly ClaimState[] {
  return claims.map((claim) => {
    const own = editsOf(edits, claim.id);
    const check = checkCostClaim(claim, own);
    const last = before.find((each) => each.claim.id === claim.id)?.valid;
    return { claim, edits: own, check, valid: check.ok ? check : (last ?? asCited(claim)) };
  });
}

/** @throws RangeError for a record whose own inputs are impossible. */
function asCited(claim: CostClaim): CheckedCostClaim {
  const check = checkCostClaim(claim);
  if (check.ok) return check;
  throw new RangeError(Object.values(check.errors).join(' '));
}
