// Why nothing can be measured on this page, as far as that can be told without asking the GPU.
import { FlopscopeError } from '../../shared/errors.ts';

export function obstacleHere(): FlopscopeError | undefined {
  if (!isSecureContext) {
    return new FlopscopeError(
      'insecure-context',
      'Browsers offer the GPU only to secure pages: open this one by https to measure your device.',
    );
  }
  if ('gpu' in navigator) return undefined;
  return new FlopscopeError(
    'no-webgpu',
    'To measure your device, open this page in a browser with WebGPU: a current Chrome, Edge, Safari or Firefox.',
  );
}
