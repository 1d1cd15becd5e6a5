// What the operators count of layers with sparse and quantized weights is what their lowerings run.
import { describe, expect, it } from 'vitest';
import { checkpointBytes } from '../checkpoint-sizes.ts';
import { costGraph } from '../cost.ts';
import type { ModelGraph } from '../graph.ts';
import { fuse } from '../variants/fuse.ts';
import { prune } from '../variants/prune.ts';
import { pruneBlocks } from '../variants/prune-blocks.ts';
import { quantize } from '../variants/quantize.ts';
import { graphOf, image, oneConvolution, oneLinear } from '../variants/small-graphs.fixture.ts';
import { buildModel } from '../zoo/zoo.ts';
import { compileProgram } from './compile-program.ts';
import { planMemory } from './plan-memory.ts';
import type { Program } from './program.ts';

const inference = { precision: 'f32', mode: 'inference' } as const;
const COMPRESSED: ReadonlySet<string> = new Set(['sparse-matmul', 'quantized-matmul']);

const storages = [
  { weights: 'csr', density: 0.25 },
  { weights: 'block-16', density: 0.25 },
  { weights: 'int8' },
  { weights: 'int8-weights' },
  { weights: 'int4-weights', groupSize: 16 },
] as const;

const convolution = (batch: number, size: number, attributes: Record<string, number>) =>
  storages.map((storage) =>
    graphOf((graph) =>
      graph.apply('conv2d', 'conv', [image(graph, batch, 16, size)], {
        outChannels: 32,
        ...attributes,
        ...storage,
      }),
    ),
  );

const layers: readonly ModelGraph[] = [
  ...storages.map(oneLinear),
  ...storages.map((each) => oneLinear({ ...each, bias: false })),
  ...storages.map((each) => oneLinear({ ...each, bias: false, activation: 'gelu-tanh' })),
  ...storages.map((each) => oneConvolution({ ...each, bias: true, activation: 'relu' })),
  ...[1, 2].flatMap((batch) => [
    ...convolution(batch, 8, { kernel: 1 }),
    ...convolution(batch, 8, { kernel: 1, stride: 2 }),
    ...convolution(batch, 1, { kernel: 1 }),
    ...convolution(batch, 4, { kernel: 4 }),
    ...convolution(batch, 9, { kernel: 3, padding: 2, dilation: 2, stride: 2 }),
  ]),
];

const models = ['resnet18', 'distilbert-base', 'mobilenet-v2'].flatMap((id) => {
  const graph = buildModel(id);
  return [
    prune(graph, { sparsity: 0.9 }),
    pruneBlocks(graph, { sparsity: 0.5 }),
    quantize(graph, { scheme: 'int8' }),
    quantize(graph, { scheme: 'int8-weights' }),
    quantize(graph, { scheme: 'int4-weights' }),
  ];
});

/** By layer: the compressed products, and how many kernels run in all. */
function counted(graph: ModelGraph) {
  return costGraph(graph, inference).layers.flatMap(({ layer, cost: { forward } }) => {
    const products = forward.products.map(({ problem }) => problem);
    const compressed = products.filter(({ op }) => COMPRESSED.has(op));
    return compressed.length === 0
      ? []
      : [{ layer: layer.id, products: compressed, launches: forward.launches }];
  });
}

function emitted({ dispatches }: Program, layer: string) {
  const own = dispatches.filter((each) => each.layer === layer);
  const products = own.map(({ problem }) => problem).filter(({ op }) => COMPRESSED.has(op));
  return { layer, products, launches: own.length };
}

/** The problems of convolutions with a fused ReLU. */
function fusedConvolutions(graph: ModelGraph) {
  return costGraph(graph, inference).layers.flatMap(({ layer, cost: { forward } }) =>
    layer.operator === 'conv2d' && layer.attributes['activation'] === 'relu'
      ? [{ layer: layer.id, problems: forward.products.map(({ problem }) => problem) }]
      : [],
  );
}

describe('what is counted is what runs', () => {
  it.each(['resnet18', 'vgg11'])('fused convolutions of %s', (id) => {
    const graph = fuse(buildModel(id));
    const expected = fusedConvolutions(graph);
    expect(expected.length).toBeGreaterThan(0);
    const { dispatches } = compileProgram(graph, inference);
    const run = expected.map(({ layer }) => ({
      layer,
      problems: dispatches.filter((each) => each.layer === layer).map(({ problem }) => problem),
    }));
    expect(run).toEqual(expected);
  });

  const name = (graph: ModelGraph) =>
    `${graph.name}: ${JSON.stringify(graph.layers.length === 1 ? graph.layers[0]?.attributes : '')}`;
  it.each([...layers, ...models].map((graph) => [name(graph), graph] as const))(
    '%s',
    (_, graph) => {
      const expected = counted(graph);
      expect(expected.length).toBeGreaterThan(0);
      const program = compileProgram(graph, inference);
      expect(expected).toEqual(expected.map(({ layer }) => emitted(program, layer)));
    },
  );
});

describe('packed weights', () => {
  it.each(layers.map((graph) => [JSON.stringify(graph.layers[0]?.attributes), graph] as const))(
    'take the bytes that are counted: %s',
    (_, graph) => {
      const [packed] = compileProgram(graph, inference).packed;
      const buffers = Object.values(packed?.values ?? {});
      const biasBytes = graph.layers[0]?.parameters.length === 2 ? 4 * 32 : 0;
      expect(buffers.reduce((sum, { length }) => sum + 4 * length, 0)).toBe(
        checkpointBytes(graph, 'f32') - biasBytes,
      );
    },
  );

  const limits = { maxBindingBytes: 2 ** 30, offsetAlignment: 256 };
  const parameterBytes = (graph: ModelGraph) =>
    planMemory(compileProgram(graph, inference), limits)
      .buffers.filter(({ kind }) => kind === 'parameters')
      .reduce((sum, { bytes }) => sum + bytes, 0);

  it('take the place of the dense ones', () => {
    // Rows, columns and values of a quarter; beside the bias.
    const csr = 4 * (33 + 2 * 32 * 16) + 4 * 32;
    const dense = 4 * (32 * 64 + 32);
    expect(parameterBytes(oneLinear({}))).toBe(dense);
    expect(parameterBytes(oneLinear({ weights: 'csr', density: 0.25 }))).toBeLessThan(dense);
    expect(parameterBytes(oneLinear({ weights: 'csr', density: 0.25 }))).toBeGreaterThanOrEqual(
      csr,
    );
  });

  it('are one for layers that share a weight', () => {
    const graph = graphOf((builder) => {
      const storage = { weights: 'int8', bias: false } as const;
      const x = image(builder, 1, 16, 8);
      const first = builder.apply('linear', 'a', [x], { outFeatures: 8, ...storage });
      return builder.apply(
        'linear',
        'b',
        [first],
        { outFeatures: 8, ...storage },
        { tied: { weight: 'a.weight' } },
      );
    });
    const program = compileProgram(graph, inference);
    expect(program.packed).toHaveLength(1);
    expect([...program.parameters.keys()]).toEqual([]);
  });

  it('are dense while they are trained', () => {
    const graph = oneLinear({ weights: 'int8' });
    const training = { precision: 'f32', mode: 'training' } as const;
    expect(compileProgram(graph, training)).toEqual(compileProgram(oneLinear({}), training));
  });
});
