// Products with pruned weights, single ones and blocks of 16×16, from dense enough to lose to almost empty.
import type { Precision, Problem, SparseMatmulProblem } from '../../../shared/problem.ts';
import type { Block } from '../block.ts';
import { sortedBlock } from '../training/sorted-block.ts';
import { fewRows, type LayerSize, mainLayers, otherLayers, vectorLayers } from './layer-sizes.ts';

type Format = SparseMatmulProblem['format'];

interface Densities {
  /** Of the main layers. */
  readonly main: readonly number[];
  readonly other: readonly number[];
  readonly vector: readonly number[];
}

const DENSITIES: Readonly<Record<Format, Densities>> = {
  csr: { main: [0.02, 0.05, 0.1, 0.2, 0.5], other: [0.08, 0.3], vector: [0.05, 0.2] },
  'block-16': { main: [0.1, 0.25, 0.5], other: [0.2], vector: [0.1, 0.4] },
};

const TITLES: Readonly<Record<Format, string>> = {
  csr: 'single weights',
  'block-16': '16×16 blocks',
};

export function sparseBlocks(precision: Precision): readonly Block[] {
  return (['csr', 'block-16'] as const).flatMap((format) => {
    const { main, other, vector } = DENSITIES[format];
    const at = ([n, m, k]: LayerSize, density: number): Problem => ({
      op: 'sparse-matmul',
      m,
      n,
      k,
      precision,
      format,
      density,
    });
    const each = (layers: readonly LayerSize[], densities: readonly number[]) =>
      layers.flatMap((layer) => densities.map((density) => at(layer, density)));
    const many = [...each(mainLayers, main), ...each(otherLayers, other)];
    const single = vectorLayers.map(([outputs, inputs]): LayerSize => [1, outputs, inputs]);
    const few = [...each(single, vector), ...each(fewRows, vector.slice(0, 1))];
    const firstAt = (layer: number) => layer * main.length;
    return [
      sortedBlock(
        `shrink-${format}-${precision}`,
        `Sparse product, ${TITLES[format]}, ${precision}`,
        many,
        // The emptiest and the fullest of the second layer, and windows of a convolution.
        [firstAt(1), firstAt(2) - 1, firstAt(3) + 1],
      ),
      sortedBlock(
        `shrink-${format}-few-${precision}`,
        `Sparse product over few columns, ${TITLES[format]}, ${precision}`,
        few,
        // A single column of a wide layer, and four columns of the largest.
        [2 * vector.length, few.length - 1],
      ),
    ];
  });
}
