// What a network runs at inference whatever its weights are, and the dense products that compressed ones are held
// against: the forward part of the suite `training`, and what training does not know.
import type { MatmulProblem, Operation, Precision, Problem } from '../../../shared/problem.ts';
import type { Block } from '../block.ts';
import { sortedBlock } from '../training/sorted-block.ts';
import { trainingBlocks } from '../training-blocks.ts';

const FORWARD: readonly Operation[] = [
  'matmul',
  'conv2d',
  'elementwise',
  'embedding',
  'normalization',
  'pool2d',
  'rearrange',
  'softmax',
];

/** Rows, outputs and inputs; only fast devices get as far. */
const LARGE_LAYER = { m: 1120, n: 2240, k: 2240 } as const;

/** Planes of one image and pixels of each: normalisation by stored statistics. */
const channelSizes = [
  [36, 9216],
  [100, 3600],
  [208, 576],
  [272, 576],
  [136, 225],
  [528, 49],
  [2000, 64],
] as const;

/** Planes of whole vectors, and others. */
const TUNED_CHANNELS = [2, 4];

/** Rows, outputs and inputs of layers whose function runs before the result is stored. */
const fusedSizes = [
  [24, 88, 160],
  [48, 640, 1600],
  [112, 640, 640],
  [112, 2240, 640],
  [240, 560, 560],
  [448, 1600, 400],
  [20, 1760, 2432],
] as const;

/** Thin, and large. */
const TUNED_LAYERS = [1, 4];

/** The same of a single row, as a language model writes: outputs and inputs. */
const fusedVectors = [
  [240, 88],
  [1120, 640],
  [2240, 1200],
] as const;

export function denseBlocks(precision: Precision): readonly Block[] {
  return [
    ...trainingBlocks(precision).flatMap((block) => forwardBlock(block)),
    batchNormalization(precision),
    biasedFunctions(precision),
    fusedProducts('relu', precision),
    fusedProducts('gelu', precision),
    fusedVectorBlock('relu', precision),
    fusedVectorBlock('gelu', precision),
  ];
}

function forwardBlock({ id, title, ladder, tuned = [] }: Block): readonly Block[] {
  const kept = ladder.filter(isForward);
  const [first] = kept;
  if (first === undefined) return [];
  const wanted = new Set(tuned);
  const asRun = kept.map((problem) => ({
    problem: isLayer(problem) ? { ...problem, bias: true } : problem,
    isTuned: wanted.has(problem),
  }));
  const large = asRun.some(({ problem }) => isLayer(problem))
    ? [{ problem: largeLayer(first.precision), isTuned: false }]
    : [];
  const all = [...asRun, ...large];
  return [
    sortedBlock(
      id.replace('training', 'shrink'),
      title,
      all.map(({ problem }) => problem),
      [...all.keys()].filter((position) => all[position]?.isTuned === true),
    ),
  ];
}

/** Plain A·B occurs at inference only among the products of attention; gradients alone add. */
function isForward(problem: Problem): boolean {
  if (problem.op === 'rearrange') return problem.mode !== 'add';
  if (problem.op === 'matmul') {
    const { m, batch, transpose } = problem;
    return transpose === 'b' || (transpose === undefined && (m === 1 || batch !== undefined));
  }
  return FORWARD.includes(problem.op);
}

function isLayer(problem: Problem): problem is MatmulProblem {
  return (
    problem.op === 'matmul' &&
    problem.transpose === 'b' &&
    problem.m > 1 &&
    problem.batch === undefined
  );
}

function largeLayer(precision: Precision): Problem {
  return { op: 'matmul', ...LARGE_LAYER, transpose: 'b', bias: true, precision };
}

function batchNormalization(precision: Precision): Block {
  return sortedBlock(
    `shrink-batch-normalization-${precision}`,
    `Batch normalisation at inference, ${precision}`,
    channelSizes.map(([channels, pixels]) => ({
      op: 'normalization',
      kind: 'batch',
      rows: channels,
      columns: pixels,
      channels,
      precision,
    })),
    TUNED_CHANNELS,
  );
}

/** A bias and a function in one pass, as they stand behind compressed weights and behind the copies of a convolution. */
function biasedFunctions(precision: Precision): Block {
  return sortedBlock(
    `shrink-bias-${precision}`,
    `Bias and function, ${precision}`,
    (['bias-relu', 'bias-gelu'] as const).flatMap((kind) =>
      channelSizes.slice(0, 5).map(([columns, inner]): Problem => ({
        op: 'elementwise',
        kind,
        rows: 1,
        columns,
        inner,
        precision,
      })),
    ),
    TUNED_CHANNELS,
  );
}

type FusedFunction = 'relu' | 'gelu';

const FUNCTION_NAMES: Readonly<Record<FusedFunction, string>> = { relu: 'ReLU', gelu: 'GELU' };

function fusedProducts(activation: FusedFunction, precision: Precision): Block {
  return sortedBlock(
    `shrink-fused-${activation}-${precision}`,
    `Product A·Bᵀ with bias and ${FUNCTION_NAMES[activation]}, ${precision}`,
    fusedSizes.map(([m, n, k]) => fusedProduct({ m, n, k }, activation, precision)),
    TUNED_LAYERS,
  );
}

function fusedVectorBlock(activation: FusedFunction, precision: Precision): Block {
  return sortedBlock(
    `shrink-fused-vector-${activation}-${precision}`,
    `Vector times matrix with bias and ${FUNCTION_NAMES[activation]}, ${precision}`,
    fusedVectors.map(([n, k]) => fusedProduct({ m: 1, n, k }, activation, precision)),
  );
}

function fusedProduct(
  size: Pick<MatmulProblem, 'm' | 'n' | 'k'>,
  activation: FusedFunction,
  precision: Precision,
): Problem {
  return { op: 'matmul', ...size, transpose: 'b', bias: true, activation, precision };
}
