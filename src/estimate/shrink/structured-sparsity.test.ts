import { expect, it } from 'vitest';
import { loadCompression } from '../../facts/compression.ts';
import { structuredSparsity } from './structured-sparsity.ts';

const facts = await loadCompression();

it('tells the gain with its source, and what is not verified', () => {
  const { gains, unreachable } = structuredSparsity(facts);
  expect(gains[0]).toMatchObject({ provenance: 'read' });
  expect(gains[0]?.sentence).toContain('2× as fast');
  expect(gains[1]?.sentence).toContain('1.5× as fast');
  const resnet = gains.find(({ sentence }) => sentence.startsWith('ResNet-50'));
  expect(resnet?.sentence.replaceAll('\u00a0', ' ')).toContain('76.2 % beside 76.1 % dense');
  expect(resnet?.provenance).toBe('memory');
  expect(unreachable.every(({ source }) => source !== '')).toBe(true);
});

it('does not tell what the facts do not', () => {
  expect(() => structuredSparsity({ settings: [], records: [] })).toThrow('lack the throughput');
});
