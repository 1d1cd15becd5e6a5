// One small graph for each operator over windows and positions of attention. Sizes are odd and differ, so that a swapped
// axis shows.
import type { Attributes } from '../../../src/models/graph.ts';
import { type GradientCase, gradientCase, heads, rows, tokens } from './gradient-case.ts';
import { onImage } from './one-layer-cases.ts';

const merged = (variant: string, sizes: readonly number[], attributes: Attributes) =>
  gradientCase(`window-merge: ${variant}`, (graph) =>
    graph.apply('window-merge', 'layer', [tokens(graph, sizes)], attributes),
  );

const windowCases: readonly GradientCase[] = [
  onImage('window-partition', 'channels last', [2, 4, 6, 3], { window: 2, channels: 'last' }),
  onImage('window-partition', 'channels first', [2, 5, 9, 6], { window: 3, channels: 'first' }),
  onImage('window-partition', 'a grid, channels first', [2, 3, 4, 6], {
    ...{ window: 2, channels: 'first', grid: true },
  }),
  onImage('window-partition', 'a grid, channels last', [1, 6, 9, 2], {
    ...{ window: 3, channels: 'last', grid: true },
  }),
  merged('channels last', [12, 4, 3], { window: 2, channels: 'last', height: 4, width: 6 }),
  merged('a grid, channels first', [12, 4, 3], {
    ...{ window: 2, channels: 'first', grid: true, height: 4, width: 6 },
  }),
  onImage('patch-merge', 'neighbours', [2, 4, 6, 3]),
  onImage('roll', 'two axes', [2, 3, 4, 5], { axes: 'height,width', shifts: [-1, 2] }),
  onImage('roll', 'one axis, there and on', [2, 3, 4, 5], { axes: 'channels', shifts: [4] }),
  onImage('pad', 'zeros', [2, 3, 4, 5], {
    ...{ before: [0, 1, 0, 2], after: [0, 0, 3, 1], fill: 'zeros' },
  }),
  onImage('pad', 'cut on one side', [2, 3, 4, 5], {
    ...{ before: [0, 0, -1, 2], after: [0, 0, 2, -3], fill: 'zeros' },
  }),
  onImage('slice', 'a box', [2, 3, 4, 5], { sizes: [2, 1, 3, 2], starts: [0, 2, 0, 1] }),
];

const masked = (variant: string, sizes: readonly number[], attributes: Attributes) =>
  gradientCase(`softmax: ${variant}`, (graph) =>
    graph.apply('softmax', 'layer', [heads(graph, sizes)], { mask: 'window', ...attributes }),
  );

const relative = (variant: string, sizes: readonly number[], attributes: Attributes) =>
  gradientCase(`relative-bias: ${variant}`, (graph) => {
    const scores = heads(graph, sizes);
    const bias = graph.apply('relative-bias', 'table', [scores], attributes);
    const first = graph.apply('elementwise', 'first', [scores, bias], { kind: 'add' });
    return graph.apply('elementwise', 'second', [first, bias], { kind: 'add' });
  });

const biasCases: readonly GradientCase[] = [
  masked('windows shifted along both axes', [12, 2, 4, 4], {
    ...{ window: 2, image: [4, 6], shifts: [1, 1] },
  }),
  masked('windows shifted along one axis', [4, 3, 9, 9], {
    ...{ window: 3, image: [6, 3], shifts: [1, 0] },
  }),
  relative('both directions, two layers', [2, 3, 5, 7], { buckets: 8 }),
  relative('looking back', [1, 2, 9, 9], { buckets: 6, bidirectional: false }),
  gradientCase('window-position-bias: learned', (graph) =>
    graph.apply('window-position-bias', 'layer', [], { window: 3, heads: 2 }),
  ),
  gradientCase('window-position-bias: one head', (graph) =>
    graph.apply('window-position-bias', 'layer', [], { window: 2, heads: 1 }),
  ),
  gradientCase('window-position-bias: of a table that is handed in', (graph) =>
    graph.apply('window-position-bias', 'layer', [rows(graph, [9, 4])], { window: 2, heads: 4 }),
  ),
  gradientCase('relative-coordinates: under a layer', (graph) => {
    const table = graph.apply('relative-coordinates', 'table', [], { window: 3 });
    return graph.apply('linear', 'layer', [table], { outFeatures: 4 });
  }),
  gradientCase('alibi: three heads', (graph) =>
    graph.apply('alibi', 'layer', [heads(graph, [2, 3, 4, 5])]),
  ),
  gradientCase('alibi: scaled first', (graph) =>
    graph.apply('alibi', 'layer', [heads(graph, [2, 5, 3, 4])], { headSize: 6 }),
  ),
];

export const positionCases: readonly GradientCase[] = [...windowCases, ...biasCases];
