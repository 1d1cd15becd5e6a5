// What a graph is beyond its operators: shape arithmetic, open axes, functions, subgraphs, shared weights,
// unknown operators, external data, roles and names.
import { describe, expect, it } from 'vitest';
import { costGraph } from '../../cost.ts';
import { memorySource } from '../fuzz/memory-source.ts';
import { countSpec, openModel } from './fixtures/open-onnx.ts';
import { BOOL, INT64, type ModelSpec, type NodeSpec } from './fixtures/write-onnx.ts';

const y = [{ name: 'y' }];
const weight = (name: string, ...sizes: number[]) => ({ name, sizes });
const numbers = (name: string, ...integers: number[]) => ({
  name,
  sizes: [integers.length],
  integers,
});
const scalar = (name: string, integer: number) => ({ name, sizes: [], integers: [integer] });

describe('shape arithmetic', () => {
  it('folds Shape → Gather → Concat → Reshape for any size of the open axes', async () => {
    const spec: ModelSpec = {
      inputs: [{ name: 'x', axes: ['batch', 'sequence', 12] }],
      initializers: [
        scalar('zero', 0),
        scalar('one', 1),
        numbers('axis', 0),
        numbers('rest', 3, 4),
      ],
      nodes: [
        { type: 'Shape', inputs: ['x'], outputs: ['shape'] },
        { type: 'Gather', inputs: ['shape', 'zero'], outputs: ['b'] },
        { type: 'Gather', inputs: ['shape', 'one'], outputs: ['s'] },
        { type: 'Unsqueeze', inputs: ['b', 'axis'], outputs: ['b1'] },
        { type: 'Unsqueeze', inputs: ['s', 'axis'], outputs: ['s1'] },
        {
          type: 'Concat',
          inputs: ['b1', 's1', 'rest'],
          outputs: ['target'],
          attributes: { axis: 0 },
        },
        { type: 'Reshape', inputs: ['x', 'target'], outputs: ['y'] },
      ],
      outputs: y,
    };
    const { outputs, count } = await countSpec(spec, { batch: 2, sequenceLength: 5 });
    expect(outputs).toEqual([[2, 5, 3, 4]]);
    expect(count.layers.map((layer) => layer.operator)).toEqual(['reshape']);
  });

  it('computes with sums, products, comparisons, slices and ranges of sizes', async () => {
    const spec: ModelSpec = {
      inputs: [{ name: 'x', axes: [1, 6] }],
      initializers: [scalar('two', 2), scalar('one', 1), scalar('zero', 0)],
      nodes: [
        { type: 'Size', inputs: ['x'], outputs: ['six'] },
        { type: 'Div', inputs: ['six', 'two'], outputs: ['three'] },
        { type: 'Greater', inputs: ['three', 'two'], outputs: ['yes'] },
        { type: 'Where', inputs: ['yes', 'three', 'six'], outputs: ['end'] },
        { type: 'Range', inputs: ['zero', 'end', 'one'], outputs: ['places'] },
        { type: 'Gather', inputs: ['x', 'places'], outputs: ['y'], attributes: { axis: 1 } },
      ],
      outputs: y,
    };
    expect((await countSpec(spec)).outputs).toEqual([[1, 3]]);
  });
});

describe('open axes', () => {
  const spec: ModelSpec = {
    inputs: [
      { name: 'ids', type: INT64, axes: ['batch_size', 'sequence_length'] },
      { name: 'image', axes: [null, 3, null, null] },
      { name: 'past', axes: ['batch_size', 2, 'past_length', 4] },
      { name: 'mask', axes: ['batch_size', 'past_length + sequence_length'] },
    ],
    nodes: [{ type: 'Relu', inputs: ['mask'], outputs: ['y'] }],
    outputs: y,
  };

  it('are bindings with a usable default', async () => {
    const { bindings, inputs } = await openModel(spec);
    expect(bindings.map((each) => [each.name, each.default])).toEqual([
      ['batch', 1],
      ['sequenceLength', 128],
      ['height', 224],
      ['width', 224],
      ['past_length', 0],
    ]);
    expect(inputs?.[1]).toEqual({ name: 'image', axes: ['batch', 3, 'height', 'width'] });
  });

  it('may be sums of others', async () => {
    const { outputs } = await countSpec(spec, { batch: 2, sequenceLength: 5, past_length: 7 });
    expect(outputs).toEqual([[2, 12]]);
  });

  it.each([
    [{ batch: 0 }, 'too small'],
    [{ batch: 1.5 }, 'whole number'],
    [{ batches: 1 }, 'has no batches'],
  ] as const)('%j is refused', async (request, sentence) => {
    await expect(countSpec(spec, request)).rejects.toThrow(sentence);
  });

  it('take other defaults where the usual ones do not fit', async () => {
    const { bindings, warnings } = await openModel({
      inputs: [{ name: 'x', axes: ['batch', 3, 'height', 'width'] }],
      initializers: [weight('w', 4, 3, 300, 300)],
      nodes: [{ type: 'Conv', inputs: ['x', 'w'], outputs: ['y'] }],
      outputs: y,
    });
    expect(warnings).toEqual(['1 tensor holds no data, counted by the shape alone.']);
    expect(bindings.map((each) => each.default)).toEqual([1, 512, 512]);
  });
});

describe('weights', () => {
  it('count once where they are shared, with the products of both layers', async () => {
    const { count } = await countSpec({
      inputs: [{ name: 'ids', type: INT64, axes: [1, 4] }],
      initializers: [weight('table', 50, 8)],
      nodes: [
        { type: 'Gather', inputs: ['table', 'ids'], outputs: ['h'] },
        { type: 'Transpose', inputs: ['table'], outputs: ['t'], attributes: { perm: [1, 0] } },
        { type: 'MatMul', inputs: ['h', 't'], outputs: ['y'] },
      ],
      outputs: y,
    });
    expect(count.params).toBe(400);
    expect(count.macs).toBe(4 * 50 * 8);
    expect(count.layers.at(-1)?.operator).toBe('linear');
  });

  it('may be quantised, then are dequantised when loaded', async () => {
    const { count } = await countSpec({
      inputs: [{ name: 'x', axes: [1, 8] }],
      initializers: [
        { name: 'w', sizes: [8, 3], type: 3 },
        { name: 's', sizes: [], floats: [1] },
      ],
      nodes: [
        { type: 'DequantizeLinear', inputs: ['w', 's'], outputs: ['f'] },
        { type: 'MatMul', inputs: ['x', 'f'], outputs: ['y'] },
      ],
      outputs: y,
    });
    expect(count).toMatchObject({ params: 24, macs: 24 });
    expect(count.layers).toHaveLength(1);
  });

  it('may lie in constants', async () => {
    const { count } = await countSpec({
      inputs: [{ name: 'x', axes: [1, 8] }],
      nodes: [
        { type: 'Constant', outputs: ['w'], attributes: { value: { tensor: { sizes: [8, 3] } } } },
        { type: 'MatMul', inputs: ['x', 'w'], outputs: ['y'] },
      ],
      outputs: y,
    });
    expect(count).toMatchObject({ params: 24, macs: 24 });
  });

  it('in another file count by their shapes, and a file that is too short is told', async () => {
    const spec: ModelSpec = {
      inputs: [{ name: 'x', axes: [1, 8] }],
      initializers: [
        { name: 'w', sizes: [8, 3], external: { location: 'm.data', offset: '4', length: '96' } },
      ],
      nodes: [{ type: 'MatMul', inputs: ['x', 'w'], outputs: ['y'] }],
      outputs: y,
    };
    expect((await countSpec(spec)).count.params).toBe(24);
    const warningsWith = async (bytes: number) =>
      (await openModel(spec, { companions: [memorySource('m.data', new Uint8Array(bytes))] }))
        .warnings;
    expect((await openModel(spec)).warnings[0]).toContain('“m.data”, which was not given');
    expect(await warningsWith(100)).toEqual([]);
    expect((await warningsWith(99))[0]).toContain('ends at byte 99 but should have at least 100');
  });
});

describe('functions', () => {
  it('are written out where they are called, with the attributes of the call', async () => {
    const { count, outputs } = await countSpec({
      inputs: [{ name: 'x', axes: [2, 6] }],
      initializers: [weight('w', 6, 4)],
      nodes: [
        {
          type: 'Project',
          domain: 'local',
          name: 'head',
          inputs: ['x', 'w'],
          outputs: ['y'],
          attributes: { along: 1 },
        },
      ],
      outputs: y,
      functions: [
        {
          domain: 'local',
          name: 'Project',
          inputs: ['a', 'b'],
          outputs: ['d'],
          nodes: [
            { type: 'MatMul', inputs: ['a', 'b'], outputs: ['c'] },
            {
              type: 'ReduceSum',
              inputs: ['c'],
              outputs: ['d'],
              attributes: { axes: [1], keepdims: { reference: 'along' } },
            },
          ],
        },
      ],
    });
    expect(count.macs).toBe(48);
    expect(outputs).toEqual([[2, 1]]);
    expect(count.layers[0]?.name).toBe('head/MatMul_0');
  });

  it('that call themselves are refused', async () => {
    const call: NodeSpec = { type: 'F', domain: 'local', inputs: ['a'], outputs: ['b'] };
    const spec: ModelSpec = {
      inputs: [{ name: 'a', axes: [1] }],
      nodes: [call],
      outputs: [{ name: 'b' }],
      functions: [{ domain: 'local', name: 'F', inputs: ['a'], outputs: ['b'], nodes: [call] }],
    };
    await expect(openModel(spec)).rejects.toThrow('call one another');
  });

  it('that double at every level are refused before they fill the memory', async () => {
    const level = (n: number) => ({
      domain: 'local',
      name: `F${n}`,
      inputs: ['a'],
      outputs: ['c'],
      nodes: [
        { type: `F${n + 1}`, domain: 'local', inputs: ['a'], outputs: ['b'] },
        { type: `F${n + 1}`, domain: 'local', inputs: ['b'], outputs: ['c'] },
      ],
    });
    const spec: ModelSpec = {
      inputs: [{ name: 'a', axes: [1] }],
      nodes: [{ type: 'F0', domain: 'local', inputs: ['a'], outputs: ['c'] }],
      outputs: [{ name: 'c' }],
      functions: Array.from({ length: 30 }, (_, n) => level(n)),
    };
    await expect(openModel(spec)).rejects.toThrow('more than 40,000 steps');
  });
});

describe('conditions', () => {
  const branch = (name: string, columns: number) => ({
    graph: {
      initializers: [weight(`${name} w`, 8, columns)],
      nodes: [{ type: 'MatMul', inputs: ['x', `${name} w`], outputs: [name] }],
      outputs: [{ name }],
    },
  });
  const node: NodeSpec = {
    type: 'If',
    name: 'choice',
    inputs: ['c'],
    outputs: ['y'],
    attributes: { then_branch: branch('a', 3), else_branch: branch('b', 5) },
  };

  it('that depend on the data: the costlier branch counts, the weights of both do', async () => {
    const { count } = await countSpec({
      inputs: [
        { name: 'x', axes: [1, 8] },
        { name: 'c', type: BOOL, axes: [] },
      ],
      nodes: [node],
      outputs: y,
    });
    expect(count).toMatchObject({ macs: 40, params: 64 });
    expect(count.notes.join(' ')).toContain('“choice”');
  });

  it('that are known: only their branch counts', async () => {
    const { count } = await countSpec({
      inputs: [{ name: 'x', axes: [1, 8] }],
      initializers: [scalar('known', 1)],
      nodes: [{ ...node, inputs: ['known'] }],
      outputs: y,
    });
    expect(count).toMatchObject({ macs: 24, params: 24 });
  });
});

describe('loops', () => {
  const loop = (trips: number | null): ModelSpec => ({
    inputs: [
      { name: 'x', axes: [4, 8] },
      ...(trips === null ? [{ name: 'm', type: INT64, axes: [] }] : []),
    ],
    initializers: [weight('w', 8, 8), ...(trips === null ? [] : [scalar('m', trips)])],
    nodes: [
      {
        type: 'Loop',
        name: 'loop',
        inputs: ['m', '', 'x'],
        outputs: ['y', 'all'],
        attributes: {
          body: {
            graph: {
              inputs: [
                { name: 'i', type: INT64, axes: [] },
                { name: 'go', type: BOOL, axes: [] },
                { name: 'state', axes: [4, 8] },
              ],
              nodes: [
                { type: 'MatMul', inputs: ['state', 'w'], outputs: ['next'] },
                { type: 'Identity', inputs: ['go'], outputs: ['on'] },
                { type: 'Relu', inputs: ['next'], outputs: ['seen'] },
              ],
              outputs: [{ name: 'on' }, { name: 'next' }, { name: 'seen' }],
            },
          },
        },
      },
    ],
    outputs: [{ name: 'y' }, { name: 'all' }],
  });

  it.each([3, 1000])('of %i trips: the body as often, its weights once', async (trips) => {
    const { count, outputs, graph } = await countSpec(loop(trips));
    expect(count.macs).toBe(trips * 4 * 8 * 8);
    expect(count.params).toBe(64);
    expect(outputs).toEqual([
      [4, 8],
      [trips, 4, 8],
    ]);
    const training = costGraph(graph, { precision: 'f32', mode: 'adam' });
    const weights = training.layers.reduce((sum, each) => sum + each.cost.backwardWeights.macs, 0);
    expect(weights).toBe(trips * 4 * 8 * 8);
  });

  it('without a known number of trips ask for it', async () => {
    const { bindings } = await openModel(loop(null));
    expect(bindings.map((each) => each.name)).toEqual(['trips loop']);
    expect((await countSpec(loop(null), { 'trips loop': 50 })).count.macs).toBe(50 * 256);
  });
});

describe('what is not known', () => {
  const spec: ModelSpec = {
    inputs: [{ name: 'x', axes: [1, 8] }],
    initializers: [weight('secret', 8, 8), weight('w', 8, 4)],
    nodes: [
      { type: 'Magic', domain: 'com.example', inputs: ['x', 'secret'], outputs: ['h'] },
      { type: 'MatMul', inputs: ['h', 'w'], outputs: ['y'] },
    ],
    outputs: y,
  };

  it('is listed with its share of the parameters, and so is what depends on it', async () => {
    const { count } = await countSpec(spec);
    expect(count.params).toBe(96);
    expect(count.layers.map((layer) => layer.operator)).toEqual(['unknown', 'unknown']);
    const [magic, product] = count.notCounted;
    expect(magic).toMatchObject({ what: 'com.example:Magic (1 layer)', flopsAtMost: null });
    expect(magic?.reason).toContain('66.7 % of the parameters');
    expect(product?.what).toBe('MatMul (1 layer)');
    expect(product?.reason).toContain('shape or content');
  });

  it('has an upper bound where the file gives its shape, and the rest is counted', async () => {
    const { count } = await countSpec({ ...spec, values: [{ name: 'h', axes: [1, 8] }] });
    expect(count.macs).toBe(32);
    // 2 · 8 outputs · (8 inputs + 64 weights).
    expect(count.notCounted[0]?.flopsAtMost).toBe(2 * 8 * 72);
  });
});

it('marks the products of attention and the head over the vocabulary', async () => {
  const { graph } = await countSpec({
    inputs: [{ name: 'ids', type: INT64, axes: [1, 4] }],
    initializers: [
      weight('table', 50, 8),
      weight('q', 8, 8),
      weight('k', 8, 8),
      { name: 'scale', sizes: [], floats: [2] },
      weight('head', 8, 50),
    ],
    nodes: [
      { type: 'Gather', inputs: ['table', 'ids'], outputs: ['h'] },
      { type: 'MatMul', inputs: ['h', 'q'], outputs: ['query'] },
      { type: 'MatMul', inputs: ['h', 'k'], outputs: ['key'] },
      { type: 'Transpose', inputs: ['key'], outputs: ['kt'], attributes: { perm: [0, 2, 1] } },
      {
        type: 'MatMul',
        inputs: ['query', 'kt'],
        outputs: ['scores'],
        name: '/layer.0/attn/scores',
      },
      { type: 'Div', inputs: ['scores', 'scale'], outputs: ['scaled'] },
      { type: 'Softmax', inputs: ['scaled'], outputs: ['p'] },
      { type: 'MatMul', inputs: ['p', 'h'], outputs: ['context'] },
      { type: 'MatMul', inputs: ['context', 'head'], outputs: ['y'] },
    ],
    outputs: y,
  });
  const roles = graph.layers.filter((layer) => layer.role !== undefined);
  expect(roles.map((layer) => [layer.role, layer.block])).toEqual([
    ['attention-scores', 'layer.0'],
    ['attention-context', ''],
    ['language-model-head', ''],
  ]);
});
