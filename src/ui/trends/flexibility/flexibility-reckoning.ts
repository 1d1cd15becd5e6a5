// What pieces come to: curves, the answer and both pictures, computed once for the same pieces.
import type { FlexibilityPiece } from '../../../models/flexibility/flexibility-piece.ts';
import { type FlexibilityPlan, planKey } from '../../../models/flexibility/flexibility-plan.ts';
import type { Origin } from '../../../trends/fit/origin.ts';
import {
  type FlexibilityCurve,
  flexibilityCurves,
} from '../../../trends/flexibility/flexibility-curves.ts';
import { type FlexibilityAnswer, flexibilityAnswer } from './flexibility-answer.ts';
import { type FlexibilityPicture, flexibilityPicture } from './flexibility-picture.ts';

export interface ReckonedFrom {
  readonly plan: FlexibilityPlan;
  readonly pieces: readonly FlexibilityPiece[];
  /** "on SwiftShader"; empty where nothing was found. */
  readonly where: string;
  /** ISO timestamp of the last piece. */
  readonly foundAt: string;
}

interface Reckoned {
  readonly curves: readonly FlexibilityCurve[];
  readonly answer: FlexibilityAnswer | undefined;
  readonly origin: Origin;
  readonly bySamples: FlexibilityPicture;
  readonly byFlops: FlexibilityPicture;
}

export class Reckoning {
  #key = '';
  #pieces: readonly FlexibilityPiece[] | undefined;
  #reckoned: Reckoned | undefined;

  of({ plan, pieces, where, foundAt }: ReckonedFrom): Reckoned {
    const key = [planKey(plan), plan.repeats, where, foundAt.slice(0, 10)].join(' | ');
    if (this.#reckoned === undefined || this.#key !== key || this.#pieces !== pieces) {
      this.#key = key;
      this.#pieces = pieces;
      this.#reckoned = reckon({ plan, pieces, where, foundAt });
    }
    return this.#reckoned;
  }
}

function reckon({ plan, pieces, where, foundAt }: ReckonedFrom): Reckoned {
  // More designs may be kept than are asked for.
  const own = pieces.filter(({ repeat }) => repeat < plan.repeats);
  const curves = flexibilityCurves(plan, own);
  const origin: Origin = {
    source: `Found ${where === '' ? 'here' : where}`,
    date: foundAt.slice(0, 10),
    licence: 'yours',
    provenance: 'measured',
  };
  return {
    curves,
    answer: flexibilityAnswer(plan, own),
    origin,
    bySamples: flexibilityPicture(plan, curves, 'samples', origin),
    byFlops: flexibilityPicture(plan, curves, 'flops', origin),
  };
}
