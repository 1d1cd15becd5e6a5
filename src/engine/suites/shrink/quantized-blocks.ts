// Products with quantized weights: whole layers, and single rows as a language model writes.
import type { Precision, Problem, QuantizedMatmulProblem } from '../../../shared/problem.ts';
import type { Block } from '../block.ts';
import { sortedBlock } from '../training/sorted-block.ts';
import { fewRows, type LayerSize, mainLayers, otherLayers, vectorLayers } from './layer-sizes.ts';

type Scheme = QuantizedMatmulProblem['scheme'];

/** Weights that share a scale, as the variant `int4-weights` has it unless told otherwise. */
const GROUP = 128;

const TITLES: Readonly<Record<Scheme, string>> = {
  int8: 'int8',
  'int8-weights': 'int8 weights',
  'int4-weights': 'int4 weights',
};

/** Positions in `layers`: few rows, a large layer, windows of a convolution. */
const TUNED = [0, 3, 5];

/** @param hasPackedIntegers whether WGSL can multiply packed int8 here. */
export function quantizedBlocks(
  precision: Precision,
  hasPackedIntegers: boolean,
): readonly Block[] {
  const schemes: readonly Scheme[] = [
    ...(hasPackedIntegers ? (['int8'] as const) : []),
    'int8-weights',
    'int4-weights',
  ];
  const rows = hasPackedIntegers ? [quantizedRows(precision)] : [];
  const layers = [...fewRows, ...mainLayers, ...otherLayers];
  const products = schemes.flatMap((scheme) => {
    const of = (sizes: readonly LayerSize[]) =>
      sizes.map((size) => product(size, scheme, precision));
    const single = vectorLayers.map(([outputs, inputs]): LayerSize => [1, outputs, inputs]);
    return [
      sortedBlock(
        `shrink-${scheme}-${precision}`,
        `Product with ${TITLES[scheme]}, ${precision}`,
        of(layers),
        TUNED,
      ),
      sortedBlock(
        `shrink-vector-${scheme}-${precision}`,
        `Vector times ${TITLES[scheme]}, ${precision}`,
        of(single),
        [1, single.length - 1],
      ),
    ];
  });
  return [...rows, ...products];
}

/** Rows and columns of activations that become int8 before the product. */
const rowSizes = [
  [1, 1120],
  [24, 160],
  [48, 1600],
  [112, 640],
  [900, 1224],
  [2304, 72],
  [3600, 648],
  [1120, 2240],
] as const;

/** A layer of a transformer, and windows of a convolution. */
const TUNED_ROWS = [2, 6];

function quantizedRows(precision: Precision): Block {
  return sortedBlock(
    `shrink-quantize-rows-${precision}`,
    'Activations to int8',
    rowSizes.map(([rows, columns]) => ({ op: 'quantize-rows', rows, columns, precision })),
    TUNED_ROWS,
  );
}

function product([m, n, k]: LayerSize, scheme: Scheme, precision: Precision): Problem {
  if (scheme === 'int4-weights') {
    const whole = GROUP * Math.max(1, Math.round(k / GROUP));
    return {
      op: 'quantized-matmul',
      m,
      n,
      k: whole,
      precision,
      scheme,
      groupSize: GROUP,
    };
  }
  return {
    op: 'quantized-matmul',
    m,
    n,
    k,
    precision: scheme === 'int8' ? 'i8' : precision,
    scheme,
  };
}
