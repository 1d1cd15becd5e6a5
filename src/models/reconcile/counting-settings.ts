// What a count of operations may include. The default is this page's own: multiply-accumulates of matrix
// products and convolutions, each once, nothing else.
import type { ElementRule } from '../../facts/counting-conventions.ts';

/** `formula` takes the operations of the written-out formula, as this page counts FLOPs. */
export type CountedArithmetic = Omit<ElementRule, 'per'> & {
  readonly per: ElementRule['per'] | 'formula';
};

export interface CountingSettings {
  /** Whether a multiply-accumulate is one operation or two. */
  readonly unit: 'MAC' | 'FLOP';
  readonly attentionScores: boolean;
  readonly attentionContext: boolean;
  /** Half of the products of attention under a causal mask: the other half is hidden. */
  readonly causalHalf: boolean;
  readonly languageModelHead: boolean;
  /** Heads that only training runs. */
  readonly auxiliaryHeads: boolean;
  /** A row fetched from a table, or a product of one-hot rows with the table. */
  readonly embeddings: 'look-up' | 'one-hot';
  /** Arithmetic that is no matrix product; what is not named is not counted. */
  readonly arithmetic: readonly CountedArithmetic[];
  /** Forward passes that the count stands for: 3 for a training step. */
  readonly passes: number;
}

export const BASE_SETTINGS: CountingSettings = {
  unit: 'MAC',
  attentionScores: true,
  attentionContext: true,
  causalHalf: false,
  languageModelHead: true,
  auxiliaryHeads: false,
  embeddings: 'look-up',
  arithmetic: [],
  passes: 1,
};
