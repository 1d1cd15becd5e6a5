// What the experiment says in sentences: who beats whom from how many samples on, and what a small error costs. Every
// figure comes from the pieces.
import type { FlexibilityPiece } from '../../../models/flexibility/flexibility-piece.ts';
import type { FlexibilityPlan } from '../../../models/flexibility/flexibility-plan.ts';
import { formatAmount, formatCount, formatScientific } from '../../../shared/format.ts';
import type { FlexibilityCurve } from '../../../trends/flexibility/flexibility-curves.ts';
import { type Overtaking, overtaking } from '../../../trends/flexibility/overtaking.ts';
import { type Reached, reachError } from '../../../trends/flexibility/reach-error.ts';

export interface FlexibilityAnswer {
  /** "The flexible model beats the expert from", "2,936 samples", " on; regularised, from 294". */
  readonly claim: string;
  readonly amount: string;
  readonly rest: string;
  /** What it rests on. */
  readonly basis: string;
}

/** Half of what the expert's missing parameter leaves: no number of samples brings it there. */
const TARGET_SHARE = 0.5;

/** Undefined before two designs have both models at a size: one tells nothing of its spread. */
export function flexibilityAnswer(
  plan: FlexibilityPlan,
  pieces: readonly FlexibilityPiece[],
): FlexibilityAnswer | undefined {
  const designs = commonDesigns(pieces);
  const sizes = pieces.filter(({ estimator }) => estimator === 'flexible');
  const most = sizes.reduce((highest, { samples }) => Math.max(highest, samples), 0);
  if (designs < 2 || most < plan.parameters) return undefined;
  const flexible = overtaking(plan, pieces, 'flexible', 'expert');
  const regularized = overtaking(plan, pieces, 'regularized', 'expert');
  const penalised =
    regularized.aheadFrom === null
      ? '; regularised, not either'
      : `; regularised, from ${formatCount(regularized.aheadFrom)}`;
  const basis = [
    `With ${formatCount(plan.parameters)} possible parameters of which ${plan.relevant} matter: ${crossing('least squares on all of them', flexible)}; ${crossing('the LASSO', regularized)}.`,
    `By 95 % intervals of the differences on the same ${designs} designs.`,
  ].join(' ');
  return flexible.aheadFrom === null
    ? {
        claim: 'The flexible model does not beat the expert with up to',
        amount: `${formatCount(most)}\u00a0samples`,
        rest: regularized.aheadFrom === null ? '' : penalised,
        basis,
      }
    : {
        claim: 'The flexible model beats the expert from',
        amount: `${formatCount(flexible.aheadFrom)}\u00a0samples`,
        rest: ` on${penalised}`,
        basis,
      };
}

/** Designs of which at least one flexible estimate is there. */
function commonDesigns(pieces: readonly FlexibilityPiece[]): number {
  const solved = pieces.filter(({ estimator }) => estimator === 'flexible');
  return new Set(solved.map(({ repeat }) => repeat)).size;
}

function crossing(who: string, { behindUntil, aheadFrom }: Overtaking): string {
  const behind =
    behindUntil === null ? '' : `behind the expert at ${formatCount(behindUntil)} samples`;
  const ahead =
    aheadFrom === null
      ? 'at no size ahead of it for good'
      : `ahead of it from ${formatCount(aheadFrom)} on`;
  return `${who} is ${behind === '' ? '' : `${behind} and `}${ahead}`;
}

export interface PriceOfFlexibility {
  /** Normalised. */
  readonly error: number;
  readonly reached: readonly Reached[];
  readonly sentences: readonly string[];
}

/** What half of the expert's last error costs each of them. */
export function priceOfFlexibility(
  plan: FlexibilityPlan,
  curves: readonly FlexibilityCurve[],
): PriceOfFlexibility {
  const error = TARGET_SHARE / plan.relevant;
  const reached = reachError(curves, error);
  const at = (name: string) => reached.find(({ estimator }) => estimator === name)?.at ?? null;
  const [oracle, flexible, regularized] = [at('oracle'), at('flexible'), at('regularized')];
  const sentences: string[] = [];
  if (oracle !== null && flexible !== null) {
    sentences.push(
      `Flexibility costs samples and compute: not knowing which ${plan.relevant} of ${formatCount(plan.parameters)} parameters matter takes ${times(flexible.samples / oracle.samples)} the samples and ${times(flexible.flops / oracle.flops)} the operations of knowing it.`,
    );
  }
  if (flexible !== null && regularized !== null && regularized.flops < flexible.flops) {
    sentences.push(
      `Regularisation buys part of it back: the LASSO comes there with ${formatCount(regularized.samples)} samples and ${formatAmount(regularized.flops, 'FLOP')} instead of ${formatCount(flexible.samples)} and ${formatAmount(flexible.flops, 'FLOP')}.`,
    );
  }
  if (at('expert') === null) {
    sentences.push(
      `The expert never comes there: the parameter that it misses leaves an error of 1 in ${plan.relevant}, however many samples it sees.`,
    );
  }
  return { error, reached, sentences };
}

function times(ratio: number): string {
  return `${formatScientific(ratio)} times`;
}
