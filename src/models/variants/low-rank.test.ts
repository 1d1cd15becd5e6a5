import { expect, it } from 'vitest';
import { countModel } from '../count.ts';
import { buildModel } from '../zoo/zoo.ts';
import { lowRank } from './low-rank.ts';
import { graphOf, image, messageOf, oneLinear } from './small-graphs.fixture.ts';

it('a fully connected layer becomes two, the bias with the second', () => {
  const graph = lowRank(oneLinear({}), { rank: 8 });
  expect(graph.layers.map((layer) => layer.id)).toEqual(['fc.reduce', 'fc']);
  expect([...graph.parameters.keys()]).toEqual(['fc.weight.reduce', 'fc.weight.expand', 'fc.bias']);
  expect(countModel(graph)).toMatchObject({
    params: 8 * 64 + 32 * 8 + 32,
    macs: 4 * (8 * 64 + 32 * 8),
  });
});

it('a strided 3×3 convolution becomes one to few channels, and a 1×1 one', () => {
  const graph = graphOf((builder) =>
    builder.apply('conv2d', 'conv', [image(builder, 1, 16, 8)], {
      outChannels: 32,
      kernel: 3,
      stride: 2,
      padding: 1,
    }),
  );
  const factored = lowRank(graph, { rank: 4 });
  expect(countModel(factored)).toMatchObject({
    params: 4 * 16 * 9 + 32 * 4,
    macs: 16 * (4 * 16 * 9 + 32 * 4),
  });
  expect(factored.tensors.get('conv')?.shape).toEqual(graph.tensors.get('conv')?.shape);
});

it('half of the rank that breaks even halves matrices, attention included', () => {
  const bert = buildModel('bert-base');
  const dense = countModel(bert);
  const count = countModel(lowRank(bert, { share: 0.5 }));
  // 768·768 / 1536 = 384, 768·3072 / 3840 = 614.4: ranks 192 and 307.
  const square = 768 * 768 - 192 * (768 + 768);
  const wide = 768 * 3072 - 307 * (768 + 3072);
  expect(dense.params - count.params).toBe((12 * 4 + 1) * square + 12 * 2 * wide);
  const tokens = 128;
  expect(dense.macs - count.macs).toBe(tokens * (12 * 4 * square + 12 * 2 * wide) + square);
});

it('both factors do what the layer did', () => {
  const graph = lowRank(buildModel('llama-3-8b', { sequenceLength: 16 }), { share: 0.5 });
  const heads = graph.layers.filter(({ role }) => role === 'language-model-head');
  expect(heads.map(({ id }) => id)).toEqual(['lm_head.reduce', 'lm_head']);
});

it('layers that share a weight share its factors', () => {
  const albert = buildModel('albert-base');
  const count = countModel(lowRank(albert, { share: 0.5 }));
  const square = 768 * 768 - 192 * (768 + 768);
  const wide = 768 * 3072 - 307 * (768 + 3072);
  // One layer's weights, the projection of the embeddings (128 → 768: rank 54) and the pooler.
  const projection = 128 * 768 - 54 * (128 + 768);
  expect(countModel(albert).params - count.params).toBe(5 * square + 2 * wide + projection);
});

it('refuses ranks that are none or save nothing', () => {
  expect(messageOf(() => lowRank(oneLinear({}), { share: 1 }))).toContain('cannot be used');
  expect(messageOf(() => lowRank(oneLinear({}), { rank: 2.5 }))).toContain('cannot be used');
  // 64·32 / 96 = 21.3.
  expect(messageOf(() => lowRank(oneLinear({}), { rank: 22 }))).toContain(
    'No layer of Small has fewer weights at rank 22',
  );
  expect(lowRank(oneLinear({}), { rank: 21 }).layers).toHaveLength(2);
});
