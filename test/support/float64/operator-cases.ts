// One small graph for each operator and attribute that matters: a table, hence its length. Sizes are odd and differ, so that a swapped axis
// shows.
import type { Attributes } from '../../../src/models/graph.ts';
import {
  type GradientCase,
  gradientCase,
  heads,
  image,
  integers,
  rows,
  tokens,
} from './gradient-case.ts';
import { onHeads, onImage, onTokens } from './one-layer-cases.ts';

const linearCases: readonly GradientCase[] = [
  onTokens('linear', 'bias, three axes', [2, 3, 5], { outFeatures: 7 }),
  onTokens('linear', 'no bias', [1, 5, 8], { outFeatures: 4, bias: false }),
  onTokens('linear', 'one row', [1, 1, 9], { outFeatures: 3 }),
  gradientCase('linear: one weight used twice', (graph) => {
    const first = graph.apply('linear', 'a', [rows(graph, [3, 5])], { outFeatures: 5 });
    const tied = { weight: 'a.weight', bias: 'a.bias' };
    return graph.apply('linear', 'b', [first], { outFeatures: 5 }, { tied });
  }),
];

const CONVOLUTIONS: readonly (readonly [string, readonly number[], Attributes])[] = [
  ['3×3, bias', [2, 3, 5, 7], { outChannels: 4, kernel: 3, padding: 1, bias: true }],
  ['3×3, no padding', [1, 2, 6, 5], { outChannels: 3, kernel: 3 }],
  ['3×3, stride 2', [2, 3, 7, 6], { outChannels: 4, kernel: 3, stride: 2, padding: 1 }],
  ['1×1', [2, 5, 3, 4], { outChannels: 6, kernel: 1, bias: true }],
  ['1×1, stride 2 skips pixels', [1, 3, 5, 6], { outChannels: 4, kernel: 1, stride: 2 }],
  ['7×7, stride 2', [1, 3, 9, 11], { outChannels: 2, kernel: 7, stride: 2, padding: 3 }],
  ['patches', [1, 3, 8, 12], { outChannels: 5, kernel: 4, stride: 4, bias: true }],
  ['a border that no window reaches', [1, 2, 6, 8], { outChannels: 3, kernel: 3, stride: 4 }],
  ['1×3', [1, 2, 5, 6], { outChannels: 3, kernel: [1, 3], padding: [0, 1] }],
  ['stride 2 × 1', [1, 2, 6, 5], { outChannels: 3, kernel: 3, stride: [2, 1], padding: 1 }],
  ['dilation 2', [1, 2, 7, 8], { outChannels: 3, kernel: 3, padding: 2, dilation: 2 }],
  ['dilation 3 × 2', [2, 2, 8, 7], { outChannels: 2, kernel: 2, padding: 1, dilation: [3, 2] }],
  [
    'dilation 2, stride 2, bias',
    [1, 3, 9, 8],
    { outChannels: 2, kernel: 3, stride: 2, padding: [2, 1], dilation: 2, bias: true },
  ],
  [
    '1×7, then less padding than it needs',
    [1, 2, 4, 9],
    { outChannels: 3, kernel: [1, 7], padding: [0, 2], stride: 2 },
  ],
  ['two groups', [2, 4, 5, 4], { outChannels: 6, kernel: 3, padding: 1, groups: 2 }],
  ['two groups, 1×1', [2, 6, 3, 4], { outChannels: 4, kernel: 1, groups: 2, bias: true }],
  ['depthwise', [2, 5, 6, 5], { outChannels: 5, kernel: 3, padding: 1, groups: 5 }],
  [
    'depthwise, stride 2, bias',
    [1, 3, 7, 6],
    { outChannels: 3, kernel: 3, stride: 2, padding: 1, groups: 3, bias: true },
  ],
  ['depthwise, 5×5', [1, 3, 7, 6], { outChannels: 3, kernel: 5, padding: 2, groups: 3 }],
  [
    'depthwise, two outputs a channel',
    [1, 3, 5, 4],
    { outChannels: 6, kernel: 3, padding: 1, groups: 3 },
  ],
];
const convolutionCases = CONVOLUTIONS.map(([variant, sizes, attributes]) =>
  onImage('conv2d', variant, sizes, attributes),
);

const normalisationCases: readonly GradientCase[] = [
  onImage('batch-norm', 'images', [3, 5, 4, 3]),
  onImage('batch-norm', 'one example', [1, 4, 5, 3]),
  onImage('batch-norm', 'one pixel', [6, 3, 1, 1]),
  onTokens('layer-norm', 'scale and shift', [2, 3, 9]),
  onTokens('layer-norm', 'scale alone', [2, 3, 6], { bias: false }),
  onTokens('layer-norm', 'nothing learned', [2, 3, 6], { learned: false }),
  onImage('layer-norm', 'over channels', [2, 5, 3, 2], { axis: 'channels' }),
  onTokens('rms-norm', 'scale', [2, 3, 9]),
  onTokens('rms-norm', 'nothing learned', [2, 3, 6], { learned: false }),
  onHeads('unit-length', 'queries', [2, 3, 4, 5]),
];

const product = (
  variant: string,
  left: readonly number[],
  right: readonly number[],
  attributes: Attributes = {},
): GradientCase =>
  gradientCase(`matmul: ${variant}`, (graph) => {
    const read = (name: string, sizes: readonly number[]) =>
      (sizes.length === 4 ? heads : tokens)(graph, sizes, name);
    return graph.apply('matmul', 'layer', [read('a', left), read('b', right)], attributes);
  });

const matmulCases: readonly GradientCase[] = [
  product('plain', [2, 3, 4, 5], [2, 3, 5, 6]),
  product('transposed', [2, 3, 4, 5], [2, 3, 6, 5], { transposeB: true }),
  product('B repeated over a missing axis', [2, 3, 4, 5], [3, 5, 6]),
  product('B repeated over an axis of 1', [2, 3, 4, 5], [2, 1, 5, 6]),
  product('A repeated over an axis of 1', [1, 3, 4, 5], [2, 3, 5, 6]),
  product('heads share B', [2, 4, 3, 5], [2, 2, 5, 6], { sharedB: true }),
  product('heads share B, transposed', [1, 6, 3, 5], [1, 2, 4, 5], {
    sharedB: true,
    transposeB: true,
  }),
  gradientCase('matmul: a tensor by itself', (graph) => {
    const x = tokens(graph, [2, 3, 5]);
    return graph.apply('matmul', 'layer', [x, x], { transposeB: true });
  }),
];

const transformerCases: readonly GradientCase[] = [
  onHeads('rotary', 'all features', [2, 3, 5, 6]),
  onHeads('rotary', 'a part of the features', [1, 2, 4, 8], { share: 0.5 }),
  gradientCase('rotary: queries and fewer keys', (graph) =>
    graph.applyMany('rotary', 'layer', [
      heads(graph, [1, 4, 3, 4], 'q'),
      heads(graph, [1, 2, 3, 4], 'k'),
    ]),
  ),
  onHeads('soft-cap', 'scores', [1, 2, 3, 4]),
  onTokens('soft-cap', 'a tight cap', [2, 3, 5], { cap: 0.5 }),
  onHeads('soft-cap', 'scaled first', [2, 3, 4, 5], { cap: 0.75, headSize: 6 }),
];

const softmaxCases: readonly GradientCase[] = [
  onTokens('softmax', 'plain', [2, 3, 7]),
  onHeads('softmax', 'scaled', [2, 3, 4, 5], { scale: true, headSize: 6 }),
  onHeads('softmax', 'causal', [2, 3, 5, 5], { mask: 'causal' }),
  onHeads('softmax', 'causal, more keys than queries', [1, 2, 3, 7], { mask: 'causal' }),
  onHeads('softmax', 'scaled and causal', [2, 2, 4, 4], {
    scale: true,
    headSize: 3,
    mask: 'causal',
  }),
];

const ACTIVATIONS = [
  'relu',
  'relu6',
  'gelu',
  'gelu-tanh',
  'tanh',
  'sigmoid',
  'silu',
  'hard-sigmoid',
  'hard-swish',
] as const;

const activationCases: readonly GradientCase[] = ACTIVATIONS.map((kind) =>
  // Wide enough for both ends of relu6 and of the hard functions; the curved ones stay where f32 sees their slope.
  onImage('activation', kind, [2, 3, 3, 5], { kind }, { inputRange: /6|hard/.test(kind) ? 8 : 4 }),
);

const combined = (variant: string, kind: 'add' | 'multiply', names: readonly string[]) =>
  gradientCase(`elementwise: ${variant}`, (graph) => {
    const known = new Map([...new Set(names)].map((name) => [name, rows(graph, [3, 5], name)]));
    return graph.apply(
      'elementwise',
      'layer',
      names.flatMap((name) => known.get(name) ?? []),
      { kind },
    );
  });

const repeated = (kind: 'add' | 'multiply') =>
  gradientCase(`elementwise: ${kind}, second repeated`, (graph) =>
    graph.apply('elementwise', 'layer', [tokens(graph, [3, 4, 5]), rows(graph, [4, 5], 'table')], {
      kind,
    }),
  );

const elementwiseCases: readonly GradientCase[] = [
  combined('sum of two', 'add', ['x', 'y']),
  combined('sum of three', 'add', ['x', 'y', 'z']),
  combined('sum of one tensor and itself', 'add', ['x', 'x']),
  combined('product of two', 'multiply', ['x', 'y']),
  combined('product of three', 'multiply', ['x', 'y', 'z']),
  combined('square', 'multiply', ['x', 'x']),
  repeated('add'),
  repeated('multiply'),
];

const poolCases: readonly GradientCase[] = [
  onImage('pool', 'maximum', [2, 3, 6, 4], { kind: 'max', kernel: 2 }),
  onImage('pool', 'maximum, overlapping', [1, 3, 7, 6], {
    kind: 'max',
    kernel: 3,
    stride: 2,
    padding: 1,
  }),
  onImage('pool', 'maximum, window over the border', [1, 2, 6, 8], {
    kind: 'max',
    kernel: 3,
    stride: 2,
    ceil: true,
  }),
  onImage('pool', 'maximum, pixels left over', [1, 2, 7, 5], { kind: 'max', kernel: 2 }),
  onImage('pool', 'mean', [2, 3, 4, 6], { kind: 'mean', kernel: 2 }),
  onImage('pool', 'mean, padding does not count', [1, 2, 5, 7], {
    kind: 'mean',
    kernel: 3,
    stride: 2,
    padding: 1,
  }),
  onImage('pool', 'mean, window over the border', [1, 2, 6, 8], {
    kind: 'mean',
    kernel: 3,
    stride: 2,
    ceil: true,
  }),
  onImage('pool', 'mean, 2×3', [1, 2, 4, 6], { kind: 'mean', kernel: [2, 3] }),
  onImage('pool', 'mean of everything', [2, 5, 3, 4], { kind: 'mean', outputSize: 1 }),
  onImage('pool', 'mean of everything, square', [2, 5, 4, 4], { kind: 'mean', outputSize: 1 }),
  onImage('pool', 'adaptive mean', [1, 3, 6, 6], { kind: 'mean', outputSize: 2 }),
  onImage('pool', 'adaptive mean, unequal windows', [1, 2, 5, 5], { kind: 'mean', outputSize: 3 }),
  onImage('pool', 'adaptive maximum', [2, 3, 4, 4], { kind: 'max', outputSize: 1 }),
];

const embeddingCases: readonly GradientCase[] = [
  gradientCase('embedding: ids that repeat and ids that never occur', (graph) => {
    const ids = integers(graph, [2, 7], 'ids');
    return graph.apply('embedding', 'table', [ids], { entries: 9, features: 5 });
  }),
  gradientCase('embedding: table shared with the output layer', (graph) => {
    const ids = integers(graph, [2, 3], 'ids');
    const x = graph.apply('embedding', 'table', [ids], { entries: 7, features: 5 });
    const tied = { weight: 'table.weight' };
    return graph.apply('linear', 'head', [x], { outFeatures: 7, bias: false }, { tied });
  }),
  gradientCase('embedding: two look-ups of one table', (graph) => {
    const table = { entries: 6, features: 4 };
    const a = graph.apply('embedding', 'a', [integers(graph, [2, 3], 'first')], table);
    const tied = { weight: 'a.weight' };
    const b = graph.apply('embedding', 'b', [integers(graph, [2, 3], 'second')], table, { tied });
    return graph.apply('elementwise', 'sum', [a, b], { kind: 'add' });
  }),
];

const lossCases: readonly GradientCase[] = [
  gradientCase('cross-entropy: one label an example', (graph) =>
    graph.apply('cross-entropy', 'loss', [rows(graph, [5, 7]), integers(graph, [5], 'labels')]),
  ),
  gradientCase('cross-entropy: one label a token', (graph) =>
    graph.apply('cross-entropy', 'loss', [
      tokens(graph, [2, 3, 11]),
      integers(graph, [2, 3], 'labels'),
    ]),
  ),
  gradientCase(
    'soft-cross-entropy: labels and targets at a temperature',
    (graph) =>
      graph.apply(
        'soft-cross-entropy',
        'loss',
        [rows(graph, [5, 7]), integers(graph, [5], 'labels'), rows(graph, [5, 7], 'targets')],
        { temperature: 4, softWeight: 0.75 },
      ),
    { constants: ['targets'] },
  ),
];

const joined = (variant: string, axis: string, sizes: readonly (readonly number[])[]) =>
  gradientCase(`concat: ${variant}`, (graph) =>
    graph.apply(
      'concat',
      'layer',
      sizes.map((each, index) => image(graph, each, `x${index}`)),
      { axis },
    ),
  );

const moveCases: readonly GradientCase[] = [
  onImage('flatten', 'image', [2, 3, 2, 2]),
  onImage('reshape', 'other sizes', [2, 3, 2, 4], { sizes: [6, 8] }),
  onImage('permute', 'channels last', [2, 3, 4, 5], { order: [0, 2, 3, 1] }),
  onImage('permute', 'a cycle', [2, 3, 4, 5], { order: [3, 0, 1, 2] }),
  onImage('expand', 'over pixels', [2, 3, 1, 1], { sizes: [2, 3, 4, 5] }),
  onImage('expand', 'on both sides of the channels', [1, 3, 1, 1], { sizes: [2, 3, 2, 3] }),
  onTokens('expand', 'along a new axis', [1, 3, 5], { sizes: [2, 4, 3, 5] }),
  onImage('channel-shuffle', 'two groups', [2, 6, 3, 2], { groups: 2 }),
  onImage('channel-shuffle', 'three groups', [1, 12, 2, 2], { groups: 3 }),
  onImage('image-to-tokens', 'patches', [2, 5, 3, 4]),
  onTokens('split-heads', 'three heads', [2, 5, 12], { heads: 3 }),
  onHeads('merge-heads', 'three heads', [2, 3, 5, 4]),
  onTokens('split-features', 'uneven', [2, 3, 9], { sizes: [4, 2, 3] }),
  onImage('split', 'channels in two', [2, 6, 2, 3], { axis: 'channels', parts: 2 }),
  onImage('split', 'given sizes', [2, 6, 2, 3], { axis: 'channels', parts: 2, sizes: [1, 5] }),
  gradientCase('split: one part is not used', (graph) => {
    const x = image(graph, [2, 6, 2, 3]);
    const parts = graph.applyMany('split', 'parts', [x], { axis: 'channels', parts: 3 });
    return parts.slice(1, 2);
  }),
  joined('channels', 'channels', [
    [2, 1, 2, 3],
    [2, 4, 2, 3],
    [2, 2, 2, 3],
  ]),
  joined('width', 'width', [
    [2, 3, 2, 1],
    [2, 3, 2, 4],
  ]),
  gradientCase('concat: a tensor and itself', (graph) => {
    const x = image(graph, [2, 3, 2, 2]);
    return graph.apply('concat', 'layer', [x, x], { axis: 'channels' });
  }),
  onTokens('take-tokens', 'the first, without its axis', [3, 4, 5], { count: 1, squeeze: true }),
  onTokens('take-tokens', 'two', [3, 4, 5], { count: 2 }),
  onTokens('prepend-parameter', 'class token', [3, 4, 5]),
];

const scaleCases: readonly GradientCase[] = [
  onTokens('add-parameter', 'positions', [3, 4, 5]),
  onImage('scale-parameter', 'channels', [2, 5, 3, 2], { axis: 'channels' }),
  onImage('scale-parameter', 'stored as logarithms', [2, 5, 3, 2], {
    axis: 'channels',
    exponential: true,
  }),
  onTokens('scale-parameter', 'features', [2, 3, 5], { axis: 'features' }),
  gradientCase('scale-channels: gate', (graph) =>
    graph.apply('scale-channels', 'layer', [
      image(graph, [2, 5, 3, 4]),
      image(graph, [2, 5, 1, 1], 'gate'),
    ]),
  ),
  onTokens('scale', 'constant', [2, 3, 5], { factor: 0.375 }),
  onTokens('scale-shift', 'features', [2, 3, 5]),
  onTokens('dropout', 'rate 0', [2, 3, 5], { rate: 0 }),
  onTokens('stochastic-depth', 'rate 0', [2, 3, 5], { rate: 0 }),
];

export const operatorCases: readonly GradientCase[] = [
  ...linearCases,
  ...convolutionCases,
  ...normalisationCases,
  ...matmulCases,
  ...transformerCases,
  ...softmaxCases,
  ...activationCases,
  ...elementwiseCases,
  ...poolCases,
  ...embeddingCases,
  ...lossCases,
  ...moveCases,
  ...scaleCases,
];
