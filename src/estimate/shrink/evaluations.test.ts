import { describe, expect, it } from 'vitest';
import { loadCompression } from '../../facts/compression.ts';
import { torchvisionFacts } from '../../facts/facts.ts';
import { findEvaluation, imageEvaluation, IMAGENET, listEvaluations } from './evaluations.ts';

const facts = await loadCompression();

describe('evaluations', () => {
  it('ImageNet has every weight set with an accuracy, at its own image size', () => {
    const { candidates, without } = imageEvaluation();
    expect(candidates.length + without).toBe(torchvisionFacts.length);
    expect(without).toBe(1);
    expect(new Set(candidates.map(({ id }) => id)).size).toBe(candidates.length);
    expect(candidates.find(({ id }) => id === 'vit-l-16 IMAGENET1K_SWAG_E2E_V1')).toMatchObject({
      imageSize: 512,
      score: 88.064,
    });
  });

  it('says what the time of training leaves out', () => {
    const { candidates } = imageEvaluation();
    const note = (id: string) => candidates.find((each) => each.id === id)?.note;
    expect(note('vit-h-14 IMAGENET1K_SWAG_LINEAR_V1')).toContain('far more images');
    expect(note('resnet50 IMAGENET1K_V2')).toContain('later recipe');
    expect(note('resnet50 IMAGENET1K_V1')).toBeUndefined();
  });

  it('language models are compared only where one source evaluated several of the zoo', () => {
    const [first, ...others] = listEvaluations(facts);
    expect(first?.id).toBe(IMAGENET);
    const models = (id: string) =>
      others.find((each) => each.id === id)?.candidates.map(({ model }) => model);
    expect(models('glue-dev-bert')).toEqual([
      'bert-base',
      'distilbert-base',
      'distilbert-base-cased',
    ]);
    expect(models('wikitext-perplexity-wanda')).toEqual([
      'llama-2-7b',
      'llama-2-13b',
      'llama-2-70b',
    ]);
    for (const { candidates, id } of others) {
      expect(new Set(candidates.map(({ model }) => model)).size, id).toBeGreaterThanOrEqual(2);
    }
    // Pruned networks are no models of the zoo, and one ResNet-50 leaves nothing to choose.
    expect(others.map(({ id }) => id)).not.toContain('imagenet-top1-rigl');
  });

  it('an unknown one names the nearest', () => {
    expect(() => findEvaluation('glue', facts)).toThrow('glue-dev-bert');
  });
});
