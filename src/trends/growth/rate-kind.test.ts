import { expect, it } from 'vitest';
import { loadNotableModels } from '../../facts/notable-models.ts';
import { rateKindOf } from './rate-kind.ts';
import { runId } from './run-id.ts';

it.each([
  ['AlexNet', 'images'],
  ['GPT-3 175B (davinci)', 'text'],
  // Language as well as images.
  ['GPT-4', 'text'],
  // Neither.
  ['AlphaGo Zero', 'text'],
])('%s trains at the rate of %s', async (name, kind) => {
  const model = (await loadNotableModels()).models.find((each) => each.name === name);
  if (model === undefined) throw new Error(`no ${name}`);
  expect(rateKindOf(model)).toBe(kind);
});

it('every model has an address of its own', async () => {
  const { models } = await loadNotableModels();
  const ids = models.map(({ name }) => runId(name));
  expect(new Set(ids).size).toBe(models.length);
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  expect(runId('GPT-3 175B (davinci)')).toBe('gpt-3-175b-davinci');
});
