// What it takes to make a variant of a trained network, in time on the measured device, and what that rests on.
import type { Making } from '../../models/variants/variant.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { formatAmount, formatShare } from '../../shared/format.ts';
import { add, scale, ZERO } from '../range.ts';
import type { Range } from '../training-estimate.ts';
import type { WholeTraining } from './variant-training.ts';

/** Of the usual training; `FINE_TUNING_ORIGIN` says why. */
export const USUAL_FINE_TUNING = 0.1;

/** Iterated pruning repeats trainings; beyond ten it is another project. */
export const MOST_FINE_TUNING = 10;

/** @throws FlopscopeError `invalid-input` for what is no such share. */
export function checkedFineTuning(share: number): number {
  if (share >= 0 && share <= MOST_FINE_TUNING) return share;
  throw new FlopscopeError(
    'invalid-input',
    `The share of fine-tuning is ${String(share)}; it must be a number from 0 to ${MOST_FINE_TUNING}, 0.1 for a tenth of the usual training.`,
  );
}

/** Read on 2026-11-22. */
const FINE_TUNING_ORIGIN =
  'Published shares lie far apart: about 10 % after quantization (Wu et al., arXiv 2004.09602), the whole schedule again after 2:4 pruning (NVIDIA/apex, apex/contrib/sparsity/README.md)';

export interface MakingRequest {
  /** Of each of its transformations. */
  readonly makings: readonly Making[];
  readonly fineTuning: number;
  /** The dense network's usual training, and the variant's; null where no recipe trains it. */
  readonly dense: WholeTraining | null;
  readonly own: WholeTraining | null;
}

export interface MakingCost {
  readonly making: Making;
  readonly seconds: Range | null;
  readonly teacherSeconds: Range | null;
  readonly notes: readonly string[];
}

/** From nothing to the most. */
const BY_EFFORT: readonly Making[] = ['none', 'fine-tuning', 'training', 'distillation'];

export function makingCost({ makings, fineTuning, dense, own }: MakingRequest): MakingCost {
  const has = (making: Making) => makings.includes(making);
  const making = BY_EFFORT.findLast(has) ?? 'none';
  if (making === 'none') {
    return { making, seconds: ZERO, teacherSeconds: null, notes: [WITHOUT_TRAINING] };
  }
  if (own === null || dense === null) {
    return { making, seconds: null, teacherSeconds: null, notes: [NO_RECIPE] };
  }
  const isTrained = has('training') || has('distillation');
  const tuning = has('fine-tuning') ? scale(own.seconds, fineTuning) : ZERO;
  const training = isTrained ? own.seconds : ZERO;
  const teacher = has('distillation') ? scale(dense.seconds, dense.forwardShare) : null;
  return {
    making,
    seconds: add(add(tuning, training), teacher ?? ZERO),
    teacherSeconds: teacher,
    notes: [
      ...(has('fine-tuning') ? [tuningNote(fineTuning, own)] : []),
      ...(has('training') ? [`It is trained from scratch: ${own.recipe}.`] : []),
      ...(teacher === null ? [] : [distillationNote(own)]),
    ],
  };
}

const WITHOUT_TRAINING =
  'It is made without training, by arithmetic on the trained weights; the passes that find scales for activations are left out.';

const NO_RECIPE = 'What making it takes cannot be told: no recipe here trains it.';

function tuningNote(share: number, { recipe }: WholeTraining): string {
  if (share === 0) return 'No fine-tuning is reckoned: it is used as it was cut.';
  return `Fine-tuning is taken as ${formatShare(share)} of its usual training (${recipe}), which is an assumption. ${FINE_TUNING_ORIGIN}.`;
}

function distillationNote({ recipe, examples }: WholeTraining): string {
  return `The student goes through its whole usual training (${recipe}); beside it the teacher answers each of ${formatAmount(examples, '')} examples, in a forward pass as in its own training. Published students were trained otherwise, some longer.`;
}
