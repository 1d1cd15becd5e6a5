// What the suite `shrink` measures: the kernels of inference with dense weights and with compressed ones, in one run, so
// that their ratios are of one state of the device. None of these shapes occurs in a network that variants are checked on.
import type { DeviceTraits } from '../../kernels/descriptor.ts';
import type { Precision } from '../../shared/problem.ts';
import type { Block } from './block.ts';
import { denseBlocks } from './shrink/dense-blocks.ts';
import { quantizedBlocks } from './shrink/quantized-blocks.ts';
import { sparseBlocks } from './shrink/sparse-blocks.ts';
import { windowBlocks } from './shrink/window-blocks.ts';

export function shrinkBlocks(
  precision: Precision,
  languageFeatures: DeviceTraits['languageFeatures'],
): readonly Block[] {
  return [
    ...denseBlocks(precision),
    ...windowBlocks(precision),
    ...sparseBlocks(precision),
    ...quantizedBlocks(precision, languageFeatures.has('packed_4x8_integer_dot_product')),
  ];
}
