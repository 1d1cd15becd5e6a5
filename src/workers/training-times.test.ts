// Times of a training by recorded profiles: those of `estimateTraining`, the usual recipe, and refusals.
import { describe, expect, it } from 'vitest';
import { realProfiles } from '../../test/support/real-profiles.ts';
import { estimateTraining } from '../estimate/estimate-training.ts';
import { findRecipe } from '../estimate/recipes.ts';
import { trainingTimes } from './training-times.ts';

const profiles = realProfiles()
  .filter(({ file }) => /quick-node-(swiftshader|llvmpipe)\.json$/.test(file))
  .map(({ profile }) => profile);

describe('times of a training', () => {
  it('are those of the estimate, in the order of the devices', () => {
    expect(profiles).toHaveLength(2);
    const recipe = 'imagenet-90-epochs';
    const answer = trainingTimes({ model: 'resnet50', recipe, profiles });
    expect(answer).toMatchObject({ model: 'ResNet-50', recipe: 'ImageNet, 90 epochs' });
    for (const [index, profile] of profiles.entries()) {
      const { seconds, warnings } = estimateTraining({
        model: 'resnet50',
        recipe: findRecipe(recipe),
        profile,
      });
      const { value, low, high } = seconds;
      expect(answer.times[index]).toEqual({ kind: 'time', seconds: value, low, high, warnings });
    }
  });

  it('take the usual recipe of such a model where none is named', () => {
    const { recipe } = trainingTimes({ model: 'resnet50', recipe: '', profiles: [] });
    expect(recipe).toBe('ImageNet, 90 epochs');
  });

  it('say of one device that it cannot be told, and tell the others', () => {
    const [first, second] = profiles;
    const bare = first && { ...first, measurements: [], ceilings: [] };
    const asked = [bare, second].filter((each) => each !== undefined);
    const { times } = trainingTimes({ model: 'resnet50', recipe: '', profiles: asked });
    expect(times.map(({ kind }) => kind)).toEqual(['refused', 'time']);
    expect(times[0]).toMatchObject({ sentence: expect.stringMatching(/\.$/) as string });
  });

  it.each([
    ['resnet51', '', 'unknown-name', /resnet50/],
    ['resnet50', 'imagenet-91-epochs', 'unknown-name', /imagenet-90-epochs/],
    ['resnet50', 'bert-pre-training', 'invalid-input', /not for ResNet-50/],
  ])('refuse %s with recipe "%s"', (model, recipe, code, sentence) => {
    const refused = () => trainingTimes({ model, recipe, profiles });
    expect(refused).toThrow(expect.objectContaining({ code }) as Error);
    expect(refused).toThrow(sentence);
  });
});
