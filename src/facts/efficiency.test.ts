import { expect, it } from 'vitest';
import { loadEfficiency } from './efficiency.ts';
import { loadNotableModels } from './notable-models.ts';

it('has the twelve entries of its source with their levels', async () => {
  const { points } = await loadEfficiency();
  const count = (level: string) => points.filter((point) => point.level === level).length;
  expect(['alexnet', 'resnet50', 'seq2seq', 'gnmt'].map(count)).toEqual([6, 2, 2, 2]);
  expect(points.every(({ source }) => source.includes('@1f280d11'))).toBe(true);
});

it('claims about two models name models that are here', async () => {
  const { claims } = await loadEfficiency();
  const names = new Set((await loadNotableModels()).models.map(({ name }) => name));
  const pairs = claims.flatMap(({ earlier, later }) => [earlier ?? [], later ?? []].flat());
  expect(pairs).toHaveLength(4);
  for (const name of pairs) expect(names).toContain(name);
});
