import { describe, expect, it } from 'vitest';
import { checkpointBytes } from '../checkpoint-sizes.ts';
import { costGraph } from '../cost.ts';
import { countModel } from '../count.ts';
import { missingLayers } from '../program/compile-program.ts';
import {
  graphOf,
  image,
  messageOf,
  oneConvolution,
  oneLinear,
  tokens,
} from './small-graphs.fixture.ts';

describe('a fully connected layer of 64 to 32 over 4 tokens', () => {
  const dense = countModel(oneLinear({}));

  it('dense: 32·64 weights, 32 biases', () => {
    expect(dense).toMatchObject({ params: 2048 + 32, macs: 4 * 2048, otherFlops: 4 * 32 });
    expect(checkpointBytes(oneLinear({}), 'f32')).toBe(4 * (2048 + 32));
    expect(checkpointBytes(oneLinear({}), 'f16')).toBe(2 * (2048 + 32));
  });

  it('csr at a quarter: 16 of 64 weights a row, with a column each and 33 row offsets', () => {
    const graph = oneLinear({ weights: 'csr', density: 0.25 });
    const count = countModel(graph);
    expect(count).toMatchObject({ params: 32 * 16 + 32, macs: 4 * 32 * 16, otherFlops: 4 * 32 });
    const stored = 4 * 32 * 16 + 4 * (33 + 32 * 16);
    expect(checkpointBytes(graph, 'f32')).toBe(stored + 4 * 32);
    // Tokens become columns and results rows again: each copy reads and writes once.
    const input = 4 * 4 * 64;
    const output = 4 * 4 * 32;
    const biased = 2 * output + 4 * 32;
    expect(count.bytes).toBe(2 * input + input + stored + output + 2 * output + biased);
    const [cost] = costGraph(graph, { precision: 'f32', mode: 'inference' }).layers;
    expect(cost?.cost.forward.launches).toBe(4);
    expect(cost?.cost.forward.products).toEqual([
      {
        problem: {
          op: 'sparse-matmul',
          m: 32,
          n: 4,
          k: 64,
          format: 'csr',
          density: 0.25,
          precision: 'f32',
        },
        repeats: 1,
      },
    ]);
  });

  it('block-16 at a quarter: one of four blocks in each of two rows of blocks', () => {
    const graph = oneLinear({ weights: 'block-16', density: 0.25 });
    expect(countModel(graph)).toMatchObject({ params: 2 * 256 + 32, macs: 4 * 2 * 256 });
    expect(checkpointBytes(graph, 'f16')).toBe(2 * 512 + 4 * (3 + 2) + 2 * 32);
  });

  it('block-16 beyond the edges: what is no weight of the layer takes memory, and is no parameter', () => {
    const graph = graphOf((builder) =>
      builder.apply('linear', 'fc', [tokens(builder, 1, 4, 40)], {
        outFeatures: 20,
        bias: false,
        weights: 'block-16',
        density: 0.5,
      }),
    );
    // Two rows of three blocks keep two each; 20 outputs have 32 weights in them.
    expect(countModel(graph).params).toBe(20 * 32);
    expect(checkpointBytes(graph, 'f32')).toBe(4 * 4 * 256 + 4 * (3 + 4));
  });

  it('int8: bytes, a scale a row of both, and activations that are quantized', () => {
    const graph = oneLinear({ weights: 'int8' });
    const count = countModel(graph);
    expect(count).toMatchObject({ params: dense.params, macs: dense.macs });
    expect(count.otherFlops).toBe(4 * 32 + 3 * 4 * 64 + 2 * 4 * 32);
    expect(checkpointBytes(graph, 'f16')).toBe(2048 + 4 * 32 + 2 * 32);
    const quantized = 4 * (64 + 4);
    const output = 4 * 4 * 32;
    expect(count.bytes).toBe(
      4 * 4 * 64 + quantized + quantized + (2048 + 4 * 32) + output + (2 * output + 4 * 32),
    );
  });

  it('int8-weights: the scales in the precision of the run', () => {
    const graph = oneLinear({ weights: 'int8-weights' });
    expect(countModel(graph)).toMatchObject({
      params: dense.params,
      macs: dense.macs,
      otherFlops: 4 * 32 + 2 * 2048,
    });
    expect(checkpointBytes(graph, 'f16')).toBe(2048 + 2 * 32 + 2 * 32);
  });

  it('int4-weights: half a byte each, a scale for 16', () => {
    const graph = oneLinear({ weights: 'int4-weights', groupSize: 16 });
    expect(checkpointBytes(graph, 'f32')).toBe(1024 + 4 * 32 * 4 + 4 * 32);
    expect(countModel(graph).params).toBe(dense.params);
  });

  it.each([
    { weights: 'csr', density: 0.25 },
    { weights: 'int8' },
    { weights: 'int4-weights', groupSize: 16 },
  ])('$weights is trained as the dense layer', (attributes) => {
    const options = { precision: 'f32', mode: 'adam' } as const;
    const [layer] = costGraph(oneLinear(attributes), options).layers;
    const [plain] = costGraph(oneLinear({}), options).layers;
    expect(layer?.cost).toEqual(plain?.cost);
    expect(layer?.params).toBe(plain?.params);
  });

  it.each([
    [{ weights: 'int8' }, 'f16', 'inference', 'Products of int8 give f32'],
    [{ weights: 'int4-weights', groupSize: 4 }, 'f32', 'inference', 'Groups of 4 int4 weights'],
    [{ activation: 'relu' }, 'f32', 'training', 'A fused activation cannot be trained'],
  ] as const)('%j in %s cannot be run for %s, and says why', (attributes, precision, mode, why) => {
    const missing = missingLayers(oneLinear(attributes), { precision, mode });
    expect(missing).toMatchObject([{ layer: 'fc', operator: 'linear' }]);
    expect(missing[0]?.reason).toContain(why);
  });
});

describe('a 3×3 convolution of two images of 8×8 pixels', () => {
  const windows = 2 * 8 * 8;
  const depth = 16 * 9;

  it('csr: windows are copied out, and the two images’ results put back', () => {
    const graph = oneConvolution({ weights: 'csr', density: 0.125 });
    const count = countModel(graph);
    const stored = 32 * (depth / 8);
    expect(count).toMatchObject({ params: stored, macs: windows * stored });
    const image = 4 * windows * 16;
    const padded = 4 * 2 * 10 * 10 * 16;
    const copied = 4 * windows * depth;
    const result = 4 * windows * 32;
    const product = copied + 4 * stored + 4 * (33 + stored) + result;
    expect(count.bytes).toBe(image + padded + padded + copied + product + 2 * result);
  });

  it('csr, 1×1, one image: nothing is copied', () => {
    const graph = graphOf((builder) =>
      builder.apply('conv2d', 'conv', [image(builder, 1, 16, 8)], {
        outChannels: 32,
        kernel: 1,
        weights: 'csr',
        density: 0.25,
      }),
    );
    const stored = 32 * 4;
    const sparse = 4 * stored + 4 * (33 + stored);
    expect(countModel(graph).bytes).toBe(4 * 64 * 16 + sparse + 4 * 64 * 32);
  });

  it('int8: rows of windows, padded to 16 values', () => {
    const graph = oneConvolution({ weights: 'int8', bias: true });
    expect(checkpointBytes(graph, 'f32')).toBe(32 * depth + 4 * 32 + 4 * 32);
    expect(countModel(graph)).toMatchObject({
      macs: windows * 32 * depth,
      otherFlops: windows * 32 + 3 * windows * depth + 2 * windows * 32,
    });
  });
});

describe('what does not go together is refused', () => {
  it.each([
    [{ weights: 'csr' }, 'its attribute "density" is wrong: sparse weights'],
    [{ density: 0.5 }, 'its attribute "density" is wrong'],
    [{ weights: 'int8', groupSize: 64 }, 'its attribute "groupSize" is wrong'],
    [{ weights: 'int4-weights' }, 'its attribute "groupSize" is wrong'],
    [
      { weights: 'int4-weights', groupSize: 48 },
      'groups of 48 weights do not divide its 64 inputs',
    ],
    [{ weights: 'csr', density: 0 }, 'its attribute "density" is wrong'],
    [{ weights: 'int2' }, 'its attribute "weights" is wrong'],
  ])('%j', (attributes, sentence) => {
    expect(messageOf(() => oneLinear(attributes))).toContain(sentence);
  });

  it('grouped convolutions', () => {
    expect(messageOf(() => oneConvolution({ weights: 'int8', groups: 2 }))).toContain(
      'no kernel reads sparse or quantized weights of a grouped convolution',
    );
  });
});
