// The batch that stands for many questions at once; apart, so that a form may name it before anything is counted.
import type { ModelInfo } from '../../models/model-info.ts';

/** Chosen: the kernels of images are large by then, and a prompt of tokens is a batch by itself. */
const LARGE_BATCH = { images: 32, sequences: 8 } as const;

export function usualLargeBatch(model: Pick<ModelInfo, 'bindings'>): number {
  const readsImages = model.bindings.some(({ name }) => name === 'imageSize');
  return readsImages ? LARGE_BATCH.images : LARGE_BATCH.sequences;
}
