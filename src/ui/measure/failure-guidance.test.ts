import { describe, expect, it } from 'vitest';
import { failureGuidance, obstacle } from './failure-guidance.ts';

describe('failureGuidance', () => {
  it.each([
    'no-webgpu',
    'insecure-context',
    'no-adapter',
    'adapter-refused',
    'device-lost',
    'out-of-memory',
    'worker-failed',
    'gpu-validation',
    'shader-compilation',
    'invalid-input',
  ] as const)('has a title of its own for %s', (code) => {
    expect(failureGuidance(code).title).not.toBe(failureGuidance('internal').title);
  });
});

describe('obstacle', () => {
  it('names the insecure address first: WebGPU is missing because of it', () => {
    expect(obstacle({ secure: false, webgpu: false })?.code).toBe('insecure-context');
    expect(obstacle({ secure: true, webgpu: false })?.code).toBe('no-webgpu');
    expect(obstacle({ secure: true, webgpu: true })).toBeUndefined();
  });
});
