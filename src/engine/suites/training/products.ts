// Matrix products as they occur forward, for the gradient of the input and for that of the weights.
import type { Precision, Problem } from '../../../shared/problem.ts';
import type { Block } from '../block.ts';
import { sortedBlock } from './sorted-block.ts';

/** m, n, k and, for the products of attention, how many of them. */
type ProductSize = readonly [number, number, number, number?];

const productSizes: readonly ProductSize[] = [
  [20, 24, 40],
  [24, 88, 160],
  [72, 56, 72, 6],
  [112, 112, 56, 10],
  [112, 56, 112, 10],
  [48, 320, 320],
  [20, 1120, 240],
  [240, 56, 560],
  [48, 640, 1600],
  [224, 640, 320],
  [640, 640, 40],
  [1120, 448, 20],
  [224, 224, 56, 24],
  [112, 2240, 640],
  [640, 2240, 112],
  [56, 8800, 640],
  [1200, 640, 640],
];

/** A single row: what a network of batch 1 ends with, and its gradients. */
const vectorSizes: Readonly<Record<'none' | 'a' | 'b', readonly ProductSize[]>> = {
  none: [
    [1, 240, 88],
    [1, 1120, 640],
    [1, 2240, 1200],
  ],
  b: [
    [1, 88, 240],
    [1, 640, 1120],
    [1, 1200, 2240],
  ],
  a: [
    [88, 240, 1],
    [640, 1120, 1],
    [1200, 2240, 1],
  ],
};

export function productsBlocks(precision: Precision): readonly Block[] {
  const forms = [
    { transpose: undefined, title: 'Product A·B' },
    { transpose: 'b', title: 'Product A·Bᵀ' },
    { transpose: 'a', title: 'Product Aᵀ·B' },
  ] as const;
  return forms.map(({ transpose, title }) => {
    const problem = ([m, n, k, batch]: ProductSize): Problem => ({
      op: 'matmul',
      m,
      n,
      k,
      ...(batch === undefined ? {} : { batch }),
      ...(transpose === undefined ? {} : { transpose }),
      precision,
    });
    const sizes = [...productSizes, ...vectorSizes[transpose ?? 'none']];
    return sortedBlock(
      `training-${title}-${precision}`,
      `${title}, ${precision}`,
      sizes.map(problem),
    );
  });
}
