// What the suite `training` measures: the kernels of a training step, forward and backward, at sizes spread over
// what networks have. Their rates are interpolated; none of these problems may occur in a network on which
// predictions are checked, so the sizes are deliberately not those of known models.
import { ACTIVATION_KINDS } from '../../shared/problem/network.ts';
import { problemBytes } from '../../shared/problem/problem-bytes.ts';
import {
  type Conv2dShape,
  type Precision,
  type Problem,
  problemMacs,
} from '../../shared/problem.ts';
import type { Block } from './block.ts';

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

/** Channels in and out, edge of the image, edge of the window, stride, batch, groups. */
type WindowSize = readonly [
  inChannels: number,
  outChannels: number,
  edge: number,
  kernel: number,
  stride: number,
  batch: number,
  groups?: number,
];

const windowSizes: Readonly<Record<string, readonly WindowSize[]>> = {
  '3×3': [
    [24, 24, 30, 3, 1, 1],
    [40, 40, 30, 3, 1, 4],
    [72, 72, 46, 3, 1, 1],
    [136, 136, 24, 3, 1, 1],
    [272, 272, 12, 3, 1, 1],
    [272, 272, 12, 3, 1, 4],
    [528, 528, 8, 3, 1, 1],
    [72, 72, 60, 3, 1, 2],
  ],
  '1×1': [
    [20, 88, 48, 1, 1, 1],
    [88, 20, 48, 1, 1, 1],
    [72, 288, 48, 1, 1, 1],
    [288, 72, 48, 1, 1, 1],
    [36, 208, 24, 1, 1, 4],
    [208, 36, 24, 1, 1, 4],
    [136, 560, 26, 1, 1, 1],
    [1040, 264, 13, 1, 1, 1],
    [336, 1200, 8, 1, 1, 1],
    [520, 2000, 8, 1, 1, 1],
  ],
  '1×1, strided': [
    [72, 136, 48, 1, 2, 1],
    [272, 528, 48, 1, 2, 1],
    [528, 1040, 24, 1, 2, 1],
  ],
  'windows, strided': [
    [3, 36, 192, 3, 2, 1],
    [3, 72, 192, 7, 2, 1],
    [72, 136, 48, 3, 2, 1],
    [136, 136, 48, 3, 2, 1],
    [272, 272, 24, 3, 2, 1],
    [528, 528, 12, 3, 2, 1],
    [3, 200, 96, 16, 16, 1],
  ],
  windows: [
    [1, 8, 24, 5, 1, 40],
    [8, 20, 16, 5, 1, 40],
    [36, 72, 30, 5, 1, 1],
  ],
  depthwise: [
    [36, 36, 96, 3, 1, 1, 36],
    [136, 136, 48, 3, 1, 1, 136],
    [136, 136, 48, 3, 1, 4, 136],
    [208, 208, 24, 3, 1, 4, 208],
    [400, 400, 12, 3, 1, 1, 400],
    [1000, 1000, 8, 3, 1, 1, 1000],
  ],
  'depthwise, strided': [
    [88, 88, 96, 3, 2, 1, 88],
    [136, 136, 48, 3, 2, 4, 136],
    [208, 208, 24, 3, 2, 1, 208],
    [600, 600, 12, 3, 2, 1, 600],
  ],
};

/** Elements of what only moves memory: 40 kB to 20 MB in f32. */
const lengths = [10_240, 81_920, 655_360, 5_242_880];

function block(id: string, title: string, problems: readonly Problem[]): Block {
  return { id, title, ladder: [...problems].sort((a, b) => workOf(a) - workOf(b)) };
}

/** Orders problems of one family by size: a product counts its MACs, the rest its bytes. */
function workOf(problem: Problem): number {
  return problemMacs(problem) || (problemBytes(problem) ?? 0);
}

function products(precision: Precision): readonly Block[] {
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
    return block(`training-${title}-${precision}`, `${title}, ${precision}`, sizes.map(problem));
  });
}

function convolutions(precision: Precision): readonly Block[] {
  const ops = [
    { op: 'conv2d', title: 'forward' },
    { op: 'conv2d-backward-data', title: 'gradient of the images' },
    { op: 'conv2d-backward-weights', title: 'gradient of the weights' },
  ] as const;
  return ops.flatMap(({ op, title }) =>
    Object.entries(windowSizes).map(([form, sizes]) =>
      block(
        `training-${op}-${form}-${precision}`,
        `Convolution ${form}, ${title}, ${precision}`,
        sizes.map((size) => ({ op, ...windowShape(size, precision) })),
      ),
    ),
  );
}

function windowShape(size: WindowSize, precision: Precision): Conv2dShape {
  const [inChannels, outChannels, edge, kernel, stride, batch, groups = 1] = size;
  return {
    batch,
    inChannels,
    height: edge,
    width: edge,
    outChannels,
    kernelHeight: kernel,
    kernelWidth: kernel,
    stride,
    // A window that is as wide as its stride cuts patches.
    padding: kernel === stride ? 0 : Math.floor(kernel / 2),
    groups,
    precision,
  };
}

function elementwise(precision: Precision): readonly Block[] {
  const kinds = ['add', 'multiply', ...ACTIVATION_KINDS] as const;
  return [
    ...kinds.map((kind) =>
      block(
        `training-${kind}-${precision}`,
        `Elementwise ${kind}, ${precision}`,
        lengths.map((columns) => ({ op: 'elementwise', kind, rows: 1, columns, precision })),
      ),
    ),
    ...(['bias', 'scale'] as const).map((kind) =>
      block(
        `training-${kind}-${precision}`,
        `Elementwise ${kind}, ${precision}`,
        lengths.map((length) => ({
          op: 'elementwise',
          kind,
          rows: 1,
          columns: 80,
          inner: length / 80,
          precision,
        })),
      ),
    ),
    ...ACTIVATION_KINDS.map((kind) =>
      block(
        `training-${kind}-gradient-${precision}`,
        `Gradient of ${kind}, ${precision}`,
        lengths.map((elements) => ({ op: 'elementwise-gradient', kind, elements, precision })),
      ),
    ),
    block(
      `training-dropout-${precision}`,
      `Dropout, ${precision}`,
      lengths.map((elements) => ({ op: 'dropout', elements, group: 1, rate: 0.1, precision })),
    ),
  ];
}

/** Rows and columns of what is normalised or summed along its rows. */
const rowSizes = [
  [40, 240],
  [240, 240],
  [72, 880],
  [336, 640],
  [1120, 640],
  [2400, 112],
] as const;

const lossSizes = [
  [1, 880],
  [40, 12],
  [24, 880],
  [112, 3200],
  [24, 40_000],
] as const;

/** Batch, channels and pixels of each. */
const channelSizes = [
  [1, 36, 9216],
  [1, 72, 2304],
  [4, 208, 576],
  [1, 272, 576],
  [1, 1040, 196],
  [1, 2000, 64],
  [8, 72, 2304],
] as const;

function rows(precision: Precision): readonly Block[] {
  const along = (
    op: 'softmax' | 'softmax-gradient' | 'layer-normalization-gradient',
    title: string,
  ) =>
    block(
      `training-${op}-${precision}`,
      `${title}, ${precision}`,
      rowSizes.map(([n, columns]) => ({ op, rows: n, columns, precision })),
    );
  const channels = (
    op: 'batch-normalization-training' | 'batch-normalization-gradient',
    title: string,
  ) =>
    block(
      `training-${op}-${precision}`,
      `${title}, ${precision}`,
      channelSizes.map(([batch, count, inner]) => ({
        op,
        batch,
        channels: count,
        inner,
        precision,
      })),
    );
  return [
    along('softmax', 'Softmax'),
    along('softmax-gradient', 'Gradient of softmax'),
    block(
      `training-layer-normalization-${precision}`,
      `Layer normalisation, ${precision}`,
      rowSizes.map(([n, columns]) => ({
        op: 'normalization',
        kind: 'layer',
        rows: n,
        columns,
        precision,
      })),
    ),
    along('layer-normalization-gradient', 'Gradient of layer normalisation'),
    block(
      `training-cross-entropy-${precision}`,
      `Loss and its gradient, ${precision}`,
      lossSizes.map(([n, columns]) => ({ op: 'cross-entropy', rows: n, columns, precision })),
    ),
    channels('batch-normalization-training', 'Batch normalisation in training'),
    channels('batch-normalization-gradient', 'Gradient of batch normalisation'),
    block(
      `training-sum-rows-${precision}`,
      `Sum of rows, ${precision}`,
      [...rowSizes, [48, 4000] as const].map(([outer, columns]) => ({
        op: 'sum',
        outer,
        columns,
        inner: 1,
        precision,
      })),
    ),
    block(
      `training-sum-pixels-${precision}`,
      `Sum of pixels, ${precision}`,
      channelSizes.map(([outer, columns, inner]) => ({
        op: 'sum',
        outer,
        columns,
        inner,
        precision,
      })),
    ),
  ];
}

/** Planes and their edge, window, stride, padding. */
const poolSizes = [
  [240, 24, 2, 2, 0],
  [800, 14, 2, 2, 0],
  [40, 48, 3, 2, 1],
  [72, 96, 3, 2, 1],
] as const;

const meanSizes = [
  [400, 6, 6, 6, 0],
  [1000, 8, 8, 8, 0],
  [2000, 8, 8, 8, 0],
] as const;

function pooling(precision: Precision): readonly Block[] {
  return (['max', 'average'] as const).flatMap((kind) =>
    (['pool2d', 'pool2d-gradient'] as const).map((op) =>
      block(
        `training-${op}-${kind}-${precision}`,
        `${op === 'pool2d' ? 'Pooling' : 'Gradient of pooling'} by the ${kind}, ${precision}`,
        (kind === 'max' ? poolSizes : meanSizes).map(([planes, edge, kernel, stride, padding]) => ({
          op,
          kind,
          planes,
          height: edge,
          width: edge,
          kernel,
          stride,
          padding,
          precision,
        })),
      ),
    ),
  );
}

/** Tokens, heads and features of each: what attention turns round. */
const headSizes = [
  [40, 4, 40],
  [112, 10, 56],
  [240, 10, 56],
  [448, 12, 72],
] as const;

function copies(precision: Precision): readonly Block[] {
  const flat = { sourceOffset: 0, targetOffset: 0, precision, op: 'rearrange' } as const;
  const heads = headSizes.map(([tokens, count, features]): Problem => {
    const length = tokens * count * features;
    return {
      ...flat,
      sizes: [count, tokens, features],
      sourceStrides: [features, count * features, 1],
      targetStrides: [tokens * features, features, 1],
      sourceLength: length,
      targetLength: length,
      mode: 'write',
    };
  });
  const turned = headSizes.map(([tokens, count, features]): Problem => {
    const length = tokens * count * features;
    return {
      ...flat,
      sizes: [count * features, tokens],
      sourceStrides: [1, count * features],
      targetStrides: [tokens, 1],
      sourceLength: length,
      targetLength: length,
      mode: 'write',
    };
  });
  const parts = (mode: 'clear' | 'write') =>
    headSizes.map(([tokens, count, features]): Problem => {
      const width = count * features;
      return {
        ...flat,
        sizes: [tokens, width],
        sourceStrides: [width, 1],
        targetStrides: [3 * width, 1],
        targetOffset: width,
        sourceLength: tokens * width,
        targetLength: tokens * 3 * width,
        mode,
      };
    });
  const added = lengths.slice(0, 3).map((length): Problem => ({
    ...flat,
    sizes: [length],
    sourceStrides: [1],
    targetStrides: [1],
    sourceLength: length,
    targetLength: length,
    mode: 'add',
  }));
  return [
    block(`training-copy-along-${precision}`, `Copies along memory, ${precision}`, [
      ...heads,
      ...parts('write'),
    ]),
    block(`training-copy-across-${precision}`, `Copies across memory, ${precision}`, turned),
    block(`training-copy-clear-${precision}`, `Copies into zeros, ${precision}`, parts('clear')),
    block(`training-copy-add-${precision}`, `Sums in place, ${precision}`, added),
  ];
}

/** Tokens, words and features. */
const wordSizes = [
  [40, 800, 240],
  [112, 3200, 640],
  [240, 20_000, 400],
] as const;

function words(precision: Precision): readonly Block[] {
  const sizes = wordSizes.map(([count, entries, features]) => ({
    count,
    entries,
    features,
    precision,
  }));
  return [
    block(
      `training-embedding-${precision}`,
      `Embedding, ${precision}`,
      sizes.map((size) => ({ op: 'embedding', ...size })),
    ),
    block(
      `training-embedding-gradient-${precision}`,
      `Gradient of embeddings, ${precision}`,
      sizes.map((size) => ({ op: 'embedding-gradient', ...size })),
    ),
    block(
      `training-embedding-gradient-added-${precision}`,
      `Gradient of embeddings, added, ${precision}`,
      sizes.map((size) => ({ op: 'embedding-gradient', ...size, accumulate: true })),
    ),
  ];
}

/** Parameters and state are f32 whatever the precision of the gradients. */
function optimizers(): readonly Block[] {
  return (['sgd', 'momentum', 'adamw'] as const).map((algorithm) =>
    block(
      `training-${algorithm}`,
      `Update by ${algorithm}`,
      [50_000, 400_000, 3_200_000, 20_000_000].map((parameters) => ({
        op: 'optimizer-step',
        algorithm,
        parameters,
        precision: 'f32',
      })),
    ),
  );
}

/** Every family of a training step in one precision. */
export function trainingBlocks(precision: Precision): readonly Block[] {
  return [
    ...products(precision),
    ...convolutions(precision),
    ...rows(precision),
    ...pooling(precision),
    ...elementwise(precision),
    ...copies(precision),
    ...words(precision),
    ...optimizers(),
  ];
}
