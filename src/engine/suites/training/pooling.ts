// Pooling and its gradient.
import type { Precision } from '../../../shared/problem.ts';
import type { Block } from '../block.ts';
import { sortedBlock } from './sorted-block.ts';

/** Planes and their edge, window, stride, padding. */
const poolSizes = [
  [240, 24, 2, 2, 0],
  [800, 14, 2, 2, 0],
  [40, 48, 3, 2, 1],
  [72, 96, 3, 2, 1],
] as const;

const meanSizes = [
  [400, 6, 6, 6, 0],
  [1000, 8, 8, 8, 0],
  [2000, 8, 8, 8, 0],
] as const;

export function poolingBlocks(precision: Precision): readonly Block[] {
  return (['max', 'average'] as const).flatMap((kind) =>
    (['pool2d', 'pool2d-gradient'] as const).map((op) =>
      sortedBlock(
        `training-${op}-${kind}-${precision}`,
        `${op === 'pool2d' ? 'Pooling' : 'Gradient of pooling'} by the ${kind}, ${precision}`,
        (kind === 'max' ? poolSizes : meanSizes).map(([planes, edge, kernel, stride, padding]) => ({
          op,
          kind,
          planes,
          height: edge,
          width: edge,
          kernel,
          stride,
          padding,
          precision,
        })),
      ),
    ),
  );
}
