import { describe, expect, it } from 'vitest';
import { checkpointBytes } from '../checkpoint-sizes.ts';
import { countModel } from '../count.ts';
import { buildModel } from '../zoo/zoo.ts';
import { quantize } from './quantize.ts';
import { graphOf, image, messageOf, tokens } from './small-graphs.fixture.ts';

const bert = buildModel('bert-base');
/** Of the matrices of the encoder and the pooler: weights, outputs, and what else BERT has. */
const WEIGHTS = (12 * 4 + 1) * 768 * 768 + 12 * 2 * 768 * 3072;
const OUTPUTS = (12 * 4 + 1) * 768 + 12 * (3072 + 768);
const OTHERS = 109_482_240 - WEIGHTS;

describe('BERT-base', () => {
  it.each([
    ['int8', WEIGHTS + 4 * OUTPUTS + 2 * OTHERS],
    ['int8-weights', WEIGHTS + 2 * OUTPUTS + 2 * OTHERS],
    ['int4-weights', WEIGHTS / 2 + 2 * (WEIGHTS / 128) + 2 * OTHERS],
  ] as const)('%s beside f16: %i bytes', (scheme, bytes) => {
    expect(checkpointBytes(quantize(bert, { scheme }), 'f16')).toBe(bytes);
  });

  it('as many parameters and MACs as before', () => {
    const dense = countModel(bert);
    const count = countModel(quantize(bert, { scheme: 'int8' }));
    expect(count.params).toBe(dense.params);
    expect(count.macs).toBe(dense.macs);
  });
});

it('what 128 does not divide takes groups of 64, and what neither divides stays', () => {
  const graph = graphOf((builder) => {
    const x = tokens(builder, 1, 4, 128);
    const y = builder.apply('linear', 'a', [x], { outFeatures: 192 });
    const z = builder.apply('linear', 'b', [y], { outFeatures: 100 });
    return builder.apply('linear', 'c', [z], { outFeatures: 10 });
  });
  const quantized = quantize(graph, { scheme: 'int4-weights' });
  expect(quantized.layers.map((layer) => layer.attributes['groupSize'])).toEqual([
    128,
    64,
    undefined,
  ]);
  expect(quantized.notes.join(' ')).toContain(
    '1 layer stays in floating point ("c"): no offered group of weights divides the inputs.',
  );
  const small = quantize(graph, { scheme: 'int4-weights', groupSize: 64 });
  expect(small.layers[0]?.attributes['groupSize']).toBe(64);
});

it('sums that int32 cannot hold stay in floating point', () => {
  const graph = graphOf((builder) => {
    const x = tokens(builder, 1, 1, 131_072);
    const y = builder.apply('linear', 'long', [x], { outFeatures: 4 });
    return builder.apply('linear', 'short', [y], { outFeatures: 4 });
  });
  const quantized = quantize(graph, { scheme: 'int8' });
  expect(quantized.layers.map((layer) => layer.attributes['weights'])).toEqual([undefined, 'int8']);
});

it('says how much of a mixture of experts stays in floating point', () => {
  const graph = quantize(buildModel('mixtral-8x7b', { sequenceLength: 16 }), { scheme: 'int8' });
  const experts = 32 * 8 * 3 * 4096 * 14_336;
  const share = `${Number(((100 * experts) / countModel(graph).params).toPrecision(4))} %`;
  expect(graph.notes.join(' ')).toContain(
    `96 layers keep dense weights, ${share} of the model: no kernel reads those of fully connected experts otherwise.`,
  );
});

it('refuses other groups, and models without such layers', () => {
  expect(messageOf(() => quantize(bert, { scheme: 'int4-weights', groupSize: 32 }))).toBe(
    'Groups of 32 weights are not offered. Choose 128 or 64.',
  );
  const depthwise = graphOf((builder) =>
    builder.apply('conv2d', 'conv', [image(builder, 1, 8, 8)], {
      outChannels: 8,
      kernel: 3,
      groups: 8,
    }),
  );
  expect(messageOf(() => quantize(depthwise, { scheme: 'int8' }))).toContain(
    'has no layer that can be stored as int8',
  );
});
