import { expect, it } from 'vitest';
import { countModel } from '../count.ts';
import { buildModel } from '../zoo/zoo.ts';
import { messageOf } from './small-graphs.fixture.ts';
import { sparseExperts } from './sparse-experts.ts';

it('BERT-base: 8 experts in each layer, a router before them, two used by a token', () => {
  const bert = buildModel('bert-base');
  const dense = countModel(bert);
  const count = countModel(sparseExperts(bert, { experts: 8, perToken: 2 }));
  const network = 2 * 768 * 3072 + 3072 + 768;
  expect(count.params - dense.params).toBe(12 * (7 * network + 8 * 768));
  expect(count.activeParams).toBe(dense.params + 12 * (network + 8 * 768));
  expect(count.macs - dense.macs).toBe(12 * 128 * (2 * 768 * 3072 + 8 * 768));
});

it('a gated network has both of its projections in every expert', () => {
  const llama = buildModel('llama-3-8b', { sequenceLength: 16 });
  const dense = countModel(llama);
  const count = countModel(sparseExperts(llama, { experts: 4, perToken: 1 }));
  const network = 3 * 4096 * 14_336;
  expect(count.params - dense.params).toBe(32 * (3 * network + 4 * 4096));
  expect(count.macs - dense.macs).toBe(32 * 16 * 4 * 4096);
});

it('layers that share their weights share experts and router', () => {
  const albert = buildModel('albert-base');
  const network = 2 * 768 * 3072 + 3072 + 768;
  const count = countModel(sparseExperts(albert, { experts: 8 }));
  expect(count.params - countModel(albert).params).toBe(7 * network + 8 * 768);
});

it('refuses numbers that make no mixture, and models without such networks', () => {
  const bert = buildModel('bert-base');
  expect(messageOf(() => sparseExperts(bert, { experts: 1 }))).toContain('A mixture of 1 experts');
  expect(messageOf(() => sparseExperts(bert, { experts: 4, perToken: 4 }))).toContain(
    'leaves none out',
  );
  expect(messageOf(() => sparseExperts(buildModel('resnet50'), { experts: 8 }))).toContain(
    'has no feed-forward network over tokens',
  );
});
