import { describe, expect, it } from 'vitest';
import { loadCompression } from '../../facts/compression.ts';
import { bestScore, commonSetting, publishedScores } from './match-published.ts';

const facts = await loadCompression();
const scores = (model: string, variant: string) => publishedScores(facts, model, variant);
const techniques = (model: string, variant: string) =>
  scores(model, variant).map(({ technique }) => technique);

describe('publishedScores', () => {
  it('matches the sparsity and how it is spread over the layers', () => {
    expect(techniques('resnet50', 'pruned:0.9').sort()).toEqual([
      'RigL, Uniform 1x',
      'RigL, Uniform 5x',
      'gradual magnitude pruning',
    ]);
    expect(techniques('resnet50', 'pruned-erk:0.9').sort()).toEqual([
      'RigL, ERK 1x',
      'RigL, ERK 5x',
    ]);
    expect(scores('resnet50', 'pruned:0.91')).toEqual([]);
  });

  it('matches bits and groups', () => {
    expect(scores('llama-2-7b', 'int4-weights').map(({ value, dense }) => [value, dense])).toEqual([
      [5.6, 5.47],
    ]);
    expect(scores('llama-2-7b', 'int4-weights:64')).toEqual([]);
    const int8 = scores('resnet50', 'int8').map(({ setting }) => setting);
    expect(int8).toContain('imagenet-top1-torchvision');
  });

  it('matches the student, of its own teacher only', () => {
    expect(scores('bert-base', 'distilled:distilbert-base').length).toBeGreaterThan(2);
    expect(scores('bert-large', 'distilled:distilbert-base')).toEqual([]);
  });

  it('knows nothing of several transformations together, or of those without a record', () => {
    expect(scores('resnet50', 'pruned:0.9+int8')).toEqual([]);
    expect(scores('resnet50', 'fused')).toEqual([]);
  });
});

describe('commonSetting', () => {
  it('is the one that most variants have', () => {
    const each = ['pruned:0.9', 'pruned:0.8', 'int8'].map((id) => scores('resnet50', id));
    const setting = commonSetting(each);
    const found = each.map((ofVariant) => bestScore(ofVariant, setting));
    expect(found.map((score) => score === null)).toEqual([false, false, true]);
    const tried = each[0]?.filter((score) => score.setting === setting) ?? [];
    expect(found[0]?.value).toBe(Math.max(...tried.map(({ value }) => value)));
  });

  it('is none where nothing is published', () => {
    expect(commonSetting([[], []])).toBe(undefined);
  });
});
