import { describe, expect, it } from 'vitest';
import { measured, product, testProfile } from '../shared/result/profile.fixture.ts';
import { summaryText } from './summary-text.ts';

describe('summaryText', () => {
  it('has every headline figure with its interval, and how it was measured', () => {
    const fast = measured('matmul/block-tile', product(512), { ms: 2, flops: 1e9, bytes: 3e6 });
    expect(summaryText(testProfile({ measurements: [fast] })).split('\n')).toEqual([
      'NVIDIA Lovelace',
      'f32: 500 GFLOPS (495–505), Matrix product, block tile, 512 × 512 × 512',
      'memory, copy: 100 GB/s (99–101)',
      'launch: 10.0\u00a0µs',
      'Chromium 156, Linux; suite quick 1.0.0, timestamp-query, 2026-01-02; Flopscope, medians with 95 % intervals',
    ]);
  });

  it('marks a software adapter in its first line', () => {
    const { identity } = testProfile();
    const [first] = summaryText(
      testProfile({ identity: { ...identity, softwareAdapter: true } }),
    ).split('\n');
    expect(first).toContain('not a GPU');
  });
});
