import { describe, expect, it } from 'vitest';
import { kernelById } from '../registry.ts';
import { workgroupInvocations } from './workgroup-invocations.ts';

describe('workgroupInvocations', () => {
  it('reads numbers, constants and expressions of them', () => {
    expect(workgroupInvocations('@compute @workgroup_size(64) fn main() {}')).toBe(64);
    expect(
      workgroupInvocations(
        'const X = 8u;\nconst Y = X * 2;\n@compute @workgroup_size(X, Y, 2)\nfn main() {}',
      ),
    ).toBe(256);
  });

  it('agrees with what a kernel of several constants declares', () => {
    const kernel = kernelById('matmul/block-tile');
    const problem = { op: 'matmul', m: 256, n: 256, k: 256, precision: 'f32' } as const;
    const [variant = {}] = kernel.variants(problem);
    const { passes } = kernel.plan(problem, variant);
    expect(passes.map(({ code }) => workgroupInvocations(code))).toEqual([256]);
  });

  it.each([
    ['no size', 'fn main() {}'],
    ['an unknown name', '@compute @workgroup_size(SIZE) fn main() {}'],
    ['a name that means itself', 'const A = A;\n@compute @workgroup_size(A) fn main() {}'],
  ])('gives up on %s', (_, code) => {
    expect(workgroupInvocations(code)).toBeUndefined();
  });
});
