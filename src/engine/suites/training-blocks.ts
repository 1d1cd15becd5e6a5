// What the suite `training` measures: the kernels of a training step, forward and backward, at sizes spread over
// what networks have. Their rates are interpolated; none of these problems may occur in a network on which
// predictions are checked, so the sizes are deliberately not those of known models.
import type { Precision } from '../../shared/problem.ts';
import type { Block } from './block.ts';
import { convolutionsBlocks } from './training/convolutions.ts';
import { copiesBlocks } from './training/copies.ts';
import { elementwiseBlocks } from './training/elementwise.ts';
import { optimizersBlocks } from './training/optimizers.ts';
import { poolingBlocks } from './training/pooling.ts';
import { productsBlocks } from './training/products.ts';
import { rowsBlocks } from './training/rows.ts';
import { wordsBlocks } from './training/words.ts';

/** Every family of a training step in one precision. */
export function trainingBlocks(precision: Precision): readonly Block[] {
  return [
    // What has few forms saves time for choosing, which products and convolutions get.
    ...elementwiseBlocks(precision),
    ...copiesBlocks(precision),
    ...poolingBlocks(precision),
    ...wordsBlocks(precision),
    ...optimizersBlocks(),
    ...rowsBlocks(precision),
    ...productsBlocks(precision),
    ...convolutionsBlocks(precision),
  ];
}
