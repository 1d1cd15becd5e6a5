// When a variant has repaid the compute of making it, as it is told.
import type { Making } from '../../models/variants/variant.ts';
import type { Range } from '../training-estimate.ts';

/** After how many of something the making is repaid. */
export interface Repayment {
  /** 0 where nothing has to be repaid; null where it never is, or where that cannot be told. */
  readonly count: Range | null;
  /** For a person: what the count means, or why there is none. */
  readonly sentence: string;
  /** Saved by each; null where it cannot be told. Negative where each takes longer. */
  readonly savedSeconds: Range | null;
  readonly savedKwh: Range | null;
}

export interface BreakEven {
  /** The most laborious of its transformations. */
  readonly making: Making;
  /** Of making it from the trained dense network, the teacher's part included; null where it cannot be told. */
  readonly seconds: Range | null;
  readonly energyKwh: Range | null;
  /** Of `seconds`: the teacher's forward passes over every example of a distillation; null elsewhere. */
  readonly teacherSeconds: Range | null;
  readonly teacherKwh: Range | null;
  /** Inferences of one item (an image, or the reading of one sequence) at the compared batch. */
  readonly inferences: Repayment;
  /** Tokens that one sequence writes, at the compared batch; null for models that write none. */
  readonly tokens: Repayment | null;
  /** Later trainings of the variant in place of the dense network. */
  readonly runs: Repayment;
  /** What was assumed, each as a sentence. */
  readonly notes: readonly string[];
}
