// Updates of the weights.
import type { Block } from '../block.ts';
import { sortedBlock } from './sorted-block.ts';

/** Parameters and state are f32 whatever the precision of the gradients. */
export function optimizersBlocks(): readonly Block[] {
  return (['sgd', 'momentum', 'adamw'] as const).map((algorithm) =>
    sortedBlock(
      `training-${algorithm}`,
      `Update by ${algorithm}`,
      [20_000, 300_000, 3_200_000, 20_000_000].map((parameters) => ({
        op: 'optimizer-step',
        algorithm,
        parameters,
        precision: 'f32',
      })),
    ),
  );
}
