// VGG configurations A, B, D and E of the paper, each also with batch normalisation.
import { defineVgg } from './families/vgg.ts';

/** Weight layers, and the convolutions of each stage: table 1 of the paper. */
const CONFIGURATIONS = [
  [11, [1, 1, 2, 2, 2]],
  [13, [2, 2, 2, 2, 2]],
  [16, [2, 2, 3, 3, 3]],
  [19, [2, 2, 4, 4, 4]],
] as const;

export const models = CONFIGURATIONS.flatMap(([depth, convolutions]) => [
  defineVgg({ id: `vgg${depth}`, name: `VGG-${depth}`, convolutions, batchNorm: false }),
  defineVgg({ id: `vgg${depth}-bn`, name: `VGG-${depth} BN`, convolutions, batchNorm: true }),
]);
