// Sparse, quantized and fused layers on a real adapter, against float64 with the weights that they stand for.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from '../../../test/support/full.ts';
import {
  caseData,
  gradientCase,
  image,
  rows,
  tokens,
} from '../../../test/support/float64/gradient-case.ts';
import { forward64 } from '../../../test/support/float64/forward64.ts';
import { networkCases } from '../../../test/support/float64/network-cases.ts';
import { roundingBound } from '../../../test/support/float64/rounding-bound.ts';
import { runInference } from '../../../test/support/float64/run-inference.ts';
import { storedParameters } from '../../../test/support/float64/stored-parameters.ts';
import { openSession } from '../../../test/support/node-gpu.ts';
import type { AttributeValue, ModelGraph } from '../../models/graph.ts';
import { fuse } from '../../models/variants/fuse.ts';
import { pruneByLayer } from '../../models/variants/prune.ts';
import type { GpuSession } from '../device/gpu-session.ts';

let session: GpuSession;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => {
  session.dispose();
});

const STORAGES = [
  { weights: 'csr', density: 0.3 },
  { weights: 'block-16', density: 0.5 },
  { weights: 'int8-weights' },
  { weights: 'int4-weights', groupSize: 8 },
  { weights: 'int8' },
] as const;

type Attributes = Readonly<Record<string, AttributeValue>>;

const linear = (attributes: Attributes, count = 3) =>
  gradientCase('linear', (graph) =>
    graph.apply('linear', 'fc', [rows(graph, [count, 40])], { outFeatures: 19, ...attributes }),
  );

const convolution = (sizes: readonly number[], attributes: Attributes) =>
  gradientCase('conv2d', (graph) =>
    graph.apply('conv2d', 'conv', [image(graph, sizes)], { outChannels: 5, ...attributes }),
  );

const layers = STORAGES.flatMap((storage) => [
  linear(storage),
  linear({ ...storage, bias: false, activation: 'relu' }, 1),
  linear({ ...storage, activation: 'gelu-tanh' }),
  convolution([2, 8, 6, 5], { kernel: 3, padding: 1, bias: true, activation: 'relu', ...storage }),
  convolution([1, 8, 7, 6], {
    kernel: 2,
    stride: [2, 1],
    dilation: [1, 2],
    padding: [0, 1],
    ...storage,
  }),
  convolution([1, 8, 3, 3], { kernel: 1, bias: true, ...storage }),
  convolution([2, 8, 3, 3], { kernel: 3, ...storage }),
]);

/** Largest difference relative to the largest value. */
function worstDifference(values: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(values.length).toBe(expected.length);
  const numbers = Array.from(expected);
  const scale = Math.max(...numbers.map(Math.abs));
  return Math.max(...numbers.map((each, index) => Math.abs(each - (values[index] ?? NaN)))) / scale;
}

/** Exactly the same numbers. */
function in64(values: ReadonlyMap<string, Float32Array | Uint32Array>) {
  return new Map([...values].map(([id, each]) => [id, Float64Array.from(each)] as const));
}

describe('a layer is what its unpacked weights compute', () => {
  const titled = layers.map((each) => {
    const [layer] = each.graph.layers;
    return [`${each.name} ${JSON.stringify(layer?.attributes)}`, each] as const;
  });
  it.for(titled.filter((_, index) => FULL || index % 2 === 0))('%s', async ([, each], { skip }) => {
    const { graph } = each;
    const { parameters, inputs } = caseData(each);
    const run = await runInference(session, graph, parameters, inputs);
    if (typeof run === 'string') return skip(run);
    const stood = storedParameters(graph, parameters);
    const exact = forward64(graph, in64(stood), in64(inputs), { mode: 'inference' });
    for (const [id, values] of run) {
      expect(worstDifference(values, exact.get(id) ?? [])).toBeLessThan(roundingBound(graph));
    }
  });
});

const FULL_DENSITY = 0.999_999;

/** Every linear layer and convolution in compressed rows that leave nothing out. */
function allStored(graph: ModelGraph): ModelGraph {
  const ids = graph.layers
    .filter(({ operator }) => operator === 'linear' || operator === 'conv2d')
    .map(({ id }) => id);
  return pruneByLayer(graph, Object.fromEntries(ids.map((id) => [id, FULL_DENSITY])));
}

const classifier = gradientCase('convolutions with bias and ReLU', (graph) => {
  let x = image(graph, [2, 1, 8, 8]);
  for (const [name, outChannels] of [
    ['c1', 4],
    ['c2', 6],
  ] as const) {
    x = graph.apply('conv2d', name, [x], { outChannels, kernel: 3, padding: 1, bias: true });
    x = graph.apply('activation', `${name}.relu`, [x], { kind: 'relu' });
    x = graph.apply('pool', `${name}.pool`, [x], { kind: 'max', kernel: 2 });
  }
  x = graph.apply('flatten', 'flatten', [x]);
  return graph.apply('linear', 'fc', [x], { outFeatures: 10 });
});

const feedForward = gradientCase('feed-forward part with tanh GELU', (graph) => {
  const x = tokens(graph, [2, 3, 8]);
  const wide = graph.apply('linear', 'in', [x], { outFeatures: 16 });
  const active = graph.apply('activation', 'act', [wide], { kind: 'gelu-tanh' });
  const out = graph.apply('linear', 'out', [active], { outFeatures: 8 });
  return graph.apply('elementwise', 'sum', [x, out], { kind: 'add' });
});

const encoder = networkCases.filter(({ name }) => name.includes('encoder block'));

describe('a network computes the same', () => {
  it.each([classifier, feedForward])('fused: $name', async (each) => {
    const { parameters, inputs } = caseData(each);
    const dense = await runInference(session, each.graph, parameters, inputs);
    const fused = await runInference(session, fuse(each.graph), parameters, inputs);
    compare(fused, dense, roundingBound(each.graph));
  });

  it.each([classifier, feedForward, ...encoder])(
    'in compressed rows that leave nothing out: $name',
    async (each) => {
      const { parameters, inputs } = caseData(each);
      const dense = await runInference(session, each.graph, parameters, inputs);
      const stored = await runInference(session, allStored(each.graph), parameters, inputs);
      compare(stored, dense, roundingBound(each.graph));
    },
  );
});

type Run = Awaited<ReturnType<typeof runInference>>;

function compare(run: Run, expected: Run, bound: number): void {
  if (typeof run === 'string' || typeof expected === 'string') {
    throw new Error('Dense and sparse layers in f32 run everywhere.');
  }
  const [values = []] = [...run.values()];
  const [others = []] = [...expected.values()];
  expect(worstDifference(values, others)).toBeLessThan(bound);
}
