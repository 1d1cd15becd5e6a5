// Where a training run stands on the efficiency ruler: the address that places it there.
import type { TrainingRecipe } from '../../../estimate/recipe.ts';
import type { ModelInfo } from '../../../models/model-info.ts';
import { routeHash } from '../../route/route.ts';

/** Undefined for what the ruler cannot place: no images, no epochs, several phases, or images of another size. */
export function rulerHash(
  { id, task }: Pick<ModelInfo, 'id' | 'task'>,
  { phases: [phase, ...others] }: Pick<TrainingRecipe, 'phases'>,
): string | undefined {
  const { length, imageSize } = phase;
  if (task !== 'image-classification' || others.length > 0) return undefined;
  if (length.kind !== 'epochs' || imageSize !== undefined) return undefined;
  return routeHash('trends', {
    model: id,
    epochs: String(length.epochs),
    examples: String(length.examples),
  });
}
