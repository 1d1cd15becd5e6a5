// Matrix products as they occur forward, for the gradient of the input and for that of the weights.
import type { Precision, Problem } from '../../../shared/problem.ts';
import type { Block } from '../block.ts';
import { sortedBlock } from './sorted-block.ts';

/** m, n, k and, for the products of attention, how many of them. */
type ProductSize = readonly [number, number, number, number?];

interface ProductForm {
  readonly title: string;
  readonly transpose?: 'a' | 'b';
  readonly sizes: readonly ProductSize[];
  /** Those that are tuned: thin, large, and many small ones. */
  readonly tuned: readonly ProductSize[];
}

/** Rows of A are tokens or images. */
const layers: readonly ProductSize[] = [
  [12, 40, 90],
  [40, 14, 90],
  [20, 240, 56],
  [24, 88, 160],
  [40, 120, 400],
  [48, 320, 320],
  [72, 280, 880],
  [12, 1120, 2240],
  [40, 2240, 2240],
  [48, 640, 1600],
  [112, 640, 640],
  [112, 2240, 640],
  [240, 560, 560],
  [448, 400, 1600],
  [448, 1600, 400],
  [36, 20_000, 400],
  [12, 3360, 1360],
  [28, 1360, 3360],
  [36, 1040, 2080],
  [100, 3000, 800],
  [100, 800, 3000],
  [36, 2080, 2080],
];

const heads: readonly ProductSize[] = [
  [40, 40, 60, 10],
  [72, 56, 72, 6],
  [112, 112, 56, 10],
  [112, 56, 112, 10],
  [186, 186, 60, 6],
  [186, 60, 186, 6],
  [224, 224, 56, 24],
  [224, 56, 224, 24],
];

const forms: readonly ProductForm[] = [
  {
    title: 'Product A·B',
    sizes: [...layers, ...heads],
    tuned: [
      [24, 88, 160],
      [48, 640, 1600],
      [240, 560, 560],
      [224, 56, 224, 24],
    ],
  },
  {
    title: 'Product A·Bᵀ',
    transpose: 'b',
    sizes: [...layers, ...heads],
    tuned: [
      [24, 88, 160],
      [48, 640, 1600],
      [240, 560, 560],
      [224, 224, 56, 24],
    ],
  },
  {
    title: 'Product Aᵀ·B',
    transpose: 'a',
    sizes: [
      ...layers.map(([m, n, k]): ProductSize => [n, k, m]),
      ...heads.filter(([m, n]) => n < m),
    ],
    tuned: [
      [88, 160, 24],
      [640, 1600, 48],
      [560, 560, 240],
      [224, 56, 224, 24],
    ],
  },
];

/** A single row: what a network of batch 1 ends with, and its gradients. */
const vectors: readonly ProductForm[] = [
  {
    title: 'Vector times matrix',
    sizes: [
      [1, 240, 88],
      [1, 640, 1120],
      [1, 1120, 640],
      [1, 2240, 1200],
    ],
    tuned: [[1, 1120, 640]],
  },
  {
    title: 'Vector times transposed matrix',
    transpose: 'b',
    sizes: [
      [1, 88, 240],
      [1, 640, 1120],
      [1, 1120, 640],
      [1, 1200, 2240],
    ],
    tuned: [[1, 640, 1120]],
  },
  {
    title: 'Column times row',
    transpose: 'a',
    sizes: [
      [88, 240, 1],
      [640, 1120, 1],
      [1120, 640, 1],
      [1200, 2240, 1],
    ],
    tuned: [[640, 1120, 1]],
  },
];

export function productsBlocks(precision: Precision): readonly Block[] {
  return [...vectors, ...forms].map(({ title, transpose, sizes, tuned }) => {
    const wanted = new Set(tuned.map((size) => size.join()));
    return sortedBlock(
      `training-${title}-${precision}`,
      `${title}, ${precision}`,
      sizes.map((size) => productOf(size, transpose, precision)),
      [...sizes.keys()].filter((position) => wanted.has(sizes[position]?.join() ?? '')),
    );
  });
}

function productOf(
  [m, n, k, batch]: ProductSize,
  transpose: 'a' | 'b' | undefined,
  precision: Precision,
): Problem {
  return {
    op: 'matmul',
    m,
    n,
    k,
    ...(batch === undefined ? {} : { batch }),
    ...(transpose === undefined ? {} : { transpose }),
    precision,
  };
}
