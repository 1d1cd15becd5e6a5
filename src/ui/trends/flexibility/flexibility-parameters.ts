// What the address asks of the flexibility experiment: its size, seed, designs and penalty. What is wrong is said beside
// its field, and what was typed stays. Pure; knows nothing of the page.
import {
  FLEXIBILITY_SIZES,
  type FlexibilityPlan,
  flexibilityPlan,
  type FlexibilitySize,
  type LassoPenalty,
  USUAL_FOLDS,
} from '../../../models/flexibility/flexibility-plan.ts';
import type { Parameters } from '../../route/route.ts';

type FieldName = 'designs' | 'seed' | 'penalty';

export interface FlexibilityForm {
  readonly size: FlexibilitySize;
  /** As typed, or the usual ones. */
  readonly texts: Readonly<Record<FieldName, string>>;
  /** What is wrong with them, as sentences. */
  readonly errors: Readonly<Partial<Record<FieldName, string>>>;
  /** Of what can be run: with the usual figures where the typed ones cannot. */
  readonly plan: FlexibilityPlan;
  /** Of the address, and not to be found. */
  readonly notices: readonly string[];
}

/** As the address has it; any other text is a factor. */
export const CROSS_VALIDATED = 'cv';

/** As many as the closed forms were held against; more would hold up what draws and keeps them. */
const MOST_DESIGNS = 200;

/** Below, the LASSO takes seconds a size and is least squares; above, everything is 0. */
const FACTORS = { least: 0.05, most: 20 } as const;

/** @param usual the size where the address has none. */
export function readFlexibility(parameters: Parameters, usual: FlexibilitySize): FlexibilityForm {
  const { size: named } = parameters;
  const found = FLEXIBILITY_SIZES.find((each) => each === named);
  const size = found ?? usual;
  const own = flexibilityPlan(size);
  const texts = {
    designs: parameters['designs'] ?? String(own.repeats),
    seed: parameters['seed'] ?? String(own.seed),
    penalty: parameters['penalty'] ?? '1',
  };
  const designs = wholeWithin(texts.designs, 1, MOST_DESIGNS);
  const seed = wholeWithin(texts.seed, 0, 2 ** 32 - 1);
  const penalty = penaltyOf(texts.penalty);
  return {
    size,
    texts,
    errors: {
      ...(designs === undefined
        ? { designs: `The number of designs is a whole number from 1 to ${MOST_DESIGNS}.` }
        : {}),
      ...(seed === undefined
        ? { seed: 'The seed is a whole number from 0 to 4294967295, without separators.' }
        : {}),
      ...(penalty === undefined
        ? {
            penalty: `The factor is a number from ${FACTORS.least} to ${FACTORS.most}; 1 is the one of theory.`,
          }
        : {}),
    },
    plan: {
      ...own,
      repeats: designs ?? own.repeats,
      seed: seed ?? own.seed,
      penalty: penalty ?? own.penalty,
    },
    notices:
      named === undefined || found !== undefined
        ? []
        : [`There is no size “${named}”; this is ${size}.`],
  };
}

function penaltyOf(text: string): LassoPenalty | undefined {
  if (text === CROSS_VALIDATED) return { kind: 'cross-validated', folds: USUAL_FOLDS };
  const factor = numberOf(text);
  return factor >= FACTORS.least && factor <= FACTORS.most ? { kind: 'chosen', factor } : undefined;
}

function wholeWithin(text: string, least: number, most: number): number | undefined {
  const value = numberOf(text);
  return Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}

/** An empty field is 0 to Number(). */
function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}
