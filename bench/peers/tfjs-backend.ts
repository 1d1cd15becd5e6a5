// Opens tfjs on its WebGPU backend, and hands on what it holds back.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-webgpu';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { FlopscopeError } from '../../src/shared/errors.ts';

/** @throws FlopscopeError `adapter-refused`. */
export async function openBackend(): Promise<WebGPUBackend> {
  tf.enableProdMode();
  if (!(await tf.setBackend('webgpu'))) {
    throw new FlopscopeError('adapter-refused', 'tfjs could not start its WebGPU backend.');
  }
  return tf.backend() as WebGPUBackend;
}

/** tfjs encodes operations at once and submits them fifteen at a time: submits the rest. */
export function flush(backend: WebGPUBackend): void {
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  backend.submitQueue();
}
