// Names the code that ran, so that two results can be told to be of the same kernel.
import { canonicalWgsl } from '../../kernels/wgsl/canonical-wgsl.ts';

/**
 * First 16 hex digits of the SHA-256 over all shaders: short enough to print, long enough to be unique. Comments and
 * indentation do not count, so that a host which leaves them out tells the same.
 */
export async function hashShaders(sources: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(sources.map(canonicalWgsl).join('\n\0\n'));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
