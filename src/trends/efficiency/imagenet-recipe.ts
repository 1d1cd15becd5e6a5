// The usual training on ImageNet, of another length: what the points of the efficiency ruler pay for.
import { findRecipe, type TrainingRecipe } from '../../estimate/recipes.ts';

/** @param images of an epoch; those of ImageNet when absent. */
export function imagenetRecipe(epochs: number, images?: number): TrainingRecipe {
  const recipe = findRecipe('imagenet-90-epochs');
  const [phase] = recipe.phases;
  const { length } = phase;
  if (length.kind !== 'epochs') throw new RangeError('The ImageNet recipe counts epochs.');
  const changed = { ...length, epochs, examples: images ?? length.examples };
  return { ...recipe, phases: [{ ...phase, length: changed }] };
}
