import { expect, it } from 'vitest';
import { findRecipe } from '../../../estimate/recipes.ts';
import { findModel } from '../../../models/zoo/zoo.ts';
import { parseRoute } from '../../route/route.ts';
import { rulerHash } from './ruler-link.ts';

const imagenet = findRecipe('imagenet-90-epochs');

it('places an image network by its epochs and images', () => {
  const hash = rulerHash(findModel('resnet50'), imagenet);
  expect(parseRoute(hash ?? '')).toEqual({
    screen: 'trends',
    parameters: { model: 'resnet50', epochs: '90', examples: '1281167' },
    warnings: [],
  });
});

it('does not place what counts tokens, or images of another size', () => {
  expect(rulerHash(findModel('gpt2-small'), findRecipe('gpt2-10b-tokens'))).toBeUndefined();
  const [phase] = imagenet.phases;
  expect(
    rulerHash(findModel('resnet50'), { phases: [{ ...phase, imageSize: 128 }] }),
  ).toBeUndefined();
});
