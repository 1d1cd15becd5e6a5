import { expect, it } from 'vitest';
import { countModel } from '../count.ts';
import { buildModel } from '../zoo/zoo.ts';
import { pruneBlocks } from './prune-blocks.ts';
import { graphOf, messageOf, tokens } from './small-graphs.fixture.ts';

function perceptron(hidden: number) {
  return graphOf((graph) => {
    const x = tokens(graph, 1, 4, 64);
    const y = graph.apply('linear', 'a', [x], { outFeatures: hidden, bias: false });
    return graph.apply('linear', 'b', [y], { outFeatures: 64, bias: false });
  });
}

it('keeps whole blocks in every row of blocks', () => {
  const count = countModel(pruneBlocks(perceptron(128), { sparsity: 0.75 }));
  // 8 rows of blocks keep 1 of 4, then 4 rows keep 2 of 8.
  expect(count.params).toBe((8 * 1 + 4 * 2) * 256);
  expect(count.macs).toBe(4 * (8 + 8) * 256);
});

it('leaves layers dense that have too few blocks', () => {
  const graph = pruneBlocks(perceptron(16), { sparsity: 0.75 });
  expect(graph.layers.map((layer) => layer.attributes['weights'])).toEqual(['block-16', undefined]);
  expect(graph.notes).toContain('1 layer of too few blocks to get smaller stays dense.');
});

it('leaves layers dense whose blocks would reach so far beyond them that nothing is saved', () => {
  const graph = graphOf((builder) => {
    const y = builder.apply('linear', 'a', [tokens(builder, 1, 4, 64)], { outFeatures: 128 });
    return builder.apply('linear', 'classes', [y], { outFeatures: 10 });
  });
  // Ten outputs, stored as sixteen: 6 of 8 blocks are 1536 weights beside 1280, 5 of them as many, 4 fewer.
  const stored = (sparsity: number) =>
    pruneBlocks(graph, { sparsity }).layers.map(({ attributes }) => attributes['weights']);
  expect(stored(0.25)).toEqual(['block-16', undefined]);
  expect(stored(0.375)).toEqual(['block-16', undefined]);
  expect(stored(0.5)).toEqual(['block-16', 'block-16']);
});

it('a tenth of the encoder of BERT, to the rounding of blocks', () => {
  const dense = countModel(buildModel('bert-base'));
  const count = countModel(pruneBlocks(buildModel('bert-base'), { sparsity: 0.9 }));
  // 12 layers of 4·768² and 2·768·3072, and the pooler: 48 (192) blocks a row keep 5 (19) of them.
  const kept = (12 * 4 + 1) * 48 * 5 * 256 + 12 * (192 * 5 + 48 * 19) * 256;
  const all = (12 * 4 + 1) * 768 * 768 + 12 * 2 * 768 * 3072;
  expect(dense.params - count.params).toBe(all - kept);
});

it('refuses a sparsity of 1, and one that removes no block', () => {
  expect(messageOf(() => pruneBlocks(perceptron(128), { sparsity: 1 }))).toContain(
    'A sparsity of 1',
  );
  expect(messageOf(() => pruneBlocks(perceptron(32), { sparsity: 0.1 }))).toContain(
    'loses a block of 16×16 weights at a sparsity of 0.1',
  );
});
