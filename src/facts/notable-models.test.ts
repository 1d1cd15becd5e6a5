import { expect, it } from 'vitest';
import { loadAccelerators } from './accelerators.ts';
import { loadModelMarks } from './notable-models-marks.ts';
import { loadNotableModels } from './notable-models.ts';

it('has every model of the snapshot, by date, each name once', async () => {
  const { models, citation } = await loadNotableModels();
  expect(models).toHaveLength(662);
  expect(models.filter(({ parameters }) => parameters !== null)).toHaveLength(596);
  expect(models.filter(({ trainingFlops }) => trainingFlops !== null)).toHaveLength(451);
  expect(new Set(models.map(({ name }) => name)).size).toBe(662);
  const dates = models.map(({ date }) => date);
  expect(dates).toEqual(dates.toSorted());
  expect(citation.licence).toContain('CC-BY-4.0');
});

it('keeps the columns of a record together', async () => {
  const { models } = await loadNotableModels();
  expect(models.find(({ name }) => name === 'Megatron-Turing NLG 530B')).toEqual({
    name: 'Megatron-Turing NLG 530B',
    organisation: 'Microsoft, NVIDIA',
    date: '2021-10-11',
    domains: ['Language'],
    parameters: 530e9,
    trainingFlops: 1.17e24,
    hardware: 'NVIDIA A100 SXM4 80 GB',
    quantity: 4480,
    hours: 770,
    watts: 3_989_420,
    costUsd: 3_704_290,
    confidence: null,
    link: 'https://arxiv.org/abs/2201.11990',
  });
  expect(models.find(({ name }) => name === 'GPT-4')).toMatchObject({
    domains: ['Multimodal', 'Language', 'Vision', 'Image generation'],
    trainingFlops: 2.1e25,
    confidence: 'Speculative',
  });
});

it('marks, the claimed line and the server lead somewhere', async () => {
  const { marks, claimedGrowth, server } = await loadModelMarks();
  expect(marks.map(({ id, value }) => [id, value])).toEqual([
    ['brain', 100e12],
    ['gpt4-rumour', 100e12],
  ]);
  const { models } = await loadNotableModels();
  expect(models.map(({ name }) => name)).toContain(claimedGrowth.anchor);
  const cards = await loadAccelerators();
  expect(cards.map(({ id }) => id)).toContain(server.card);
});
