// What each suite measures.
import type { DeviceTraits } from '../../kernels/descriptor.ts';
import type { Block } from './block.ts';
import { coreBlocks } from './core-blocks.ts';
import { networkBlocks } from './network-blocks.ts';
import { denseBlocks } from './shrink/dense-blocks.ts';
import { shrinkBlocks } from './shrink-blocks.ts';
import type { Suite } from './suites.ts';
import { trainingBlocks } from './training-blocks.ts';

/**
 * All blocks that a device can run: f16 only where it has `shader-f16`, packed integers only where WGSL does.
 */
export function plannedBlocks(
  traits: Pick<DeviceTraits, 'features' | 'languageFeatures'>,
  which: Suite['blocks'],
): readonly Block[] {
  const { features, languageFeatures } = traits;
  if (which === 'training') return trainingBlocks('f32');
  if (which === 'shrink') {
    // Of f16 the dense kernels alone: compressed weights are multiplied in f32.
    const half = features.has('shader-f16') ? denseBlocks('f16') : [];
    return [...shrinkBlocks('f32', languageFeatures), ...half];
  }
  const core = coreBlocks(traits);
  return which === 'core' ? core : [...core, ...networkBlocks(features, languageFeatures)];
}
