// Look-ups of words and their gradients.
import type { Precision } from '../../../shared/problem.ts';
import type { Block } from '../block.ts';
import { sortedBlock } from './sorted-block.ts';

/** Tokens, words and features. */
const wordSizes = [
  [40, 800, 240],
  [112, 3200, 640],
  [240, 20_000, 400],
] as const;

export function wordsBlocks(precision: Precision): readonly Block[] {
  const sizes = wordSizes.map(([count, entries, features]) => ({
    count,
    entries,
    features,
    precision,
  }));
  return [
    sortedBlock(
      `training-embedding-${precision}`,
      `Embedding, ${precision}`,
      sizes.map((size) => ({ op: 'embedding', ...size })),
    ),
    sortedBlock(
      `training-embedding-gradient-${precision}`,
      `Gradient of embeddings, ${precision}`,
      sizes.map((size) => ({ op: 'embedding-gradient', ...size })),
    ),
    sortedBlock(
      `training-embedding-gradient-added-${precision}`,
      `Gradient of embeddings, added, ${precision}`,
      sizes.map((size) => ({ op: 'embedding-gradient', ...size, accumulate: true })),
    ),
  ];
}
