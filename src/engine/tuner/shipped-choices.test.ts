import { describe, expect, it } from 'vitest';
import { kernelById, kernelsFor } from '../../kernels/registry.ts';
import type { Problem } from '../../shared/problem.ts';
import { sameChoice } from '../../shared/tuning.ts';
import { candidatesFor, choiceOf } from '../../kernels/candidates.ts';
import { shippedTables, untunedCandidate } from './shipped-choices.ts';

const capable = {
  features: new Set(['shader-f16', 'subgroups']),
  languageFeatures: new Set(['packed_4x8_integer_dot_product']),
  maxComputeInvocationsPerWorkgroup: 1024,
  maxComputeWorkgroupStorageSize: 2 ** 16,
  maxComputeWorkgroupsPerDimension: 65_535,
  maxStorageBufferBindingSize: 2 ** 40,
  subgroupMinSize: 4,
  subgroupMaxSize: 4,
  subgroupMatrix: undefined,
};

const shipped = shippedTables.flatMap(({ vendor, architecture, choices }) =>
  choices.map((choice) => ({ table: `${vendor} ${architecture}`, ...choice })),
);

describe('shipped choices', () => {
  it('has a table for every adapter, and puts the particular ones first', () => {
    expect(shippedTables.at(-1)).toMatchObject({ vendor: '', architecture: '' });
  });

  it.each(shipped)('$table: $kernel is a variant that its kernel still has', (choice) => {
    const kernel = kernelById(choice.kernel);
    expect(kernel.op).toBe(choice.problem.op);
    const variants = kernel
      .variants(choice.problem)
      .map((parameters) => ({ kernel: choice.kernel, parameters: { ...parameters } }));
    expect(variants.some((variant) => sameChoice(variant, choice))).toBe(true);
  });
});

describe('untunedCandidate', () => {
  const problem: Problem = { op: 'matmul', m: 700, n: 900, k: 500, precision: 'f32' };
  const candidatesOn = (subgroupSize: number) =>
    candidatesFor(
      kernelsFor('matmul'),
      problem,
      { ...capable, subgroupMinSize: subgroupSize, subgroupMaxSize: subgroupSize },
      32,
    );

  it('takes what is shipped for the nearest problem on the nearest adapter, where its subgroups allow', () => {
    for (const { vendor, architecture, choices } of shippedTables) {
      const known = choices.filter(
        (choice) => choice.problem.op === 'matmul' && choice.problem.precision === 'f32',
      );
      const found = [4, 8].map((size) =>
        untunedCandidate(candidatesOn(size), problem, { vendor, architecture }),
      );
      const shippedOnes = found.filter(
        (each) => each !== undefined && known.some((own) => sameChoice(own, choiceOf(each))),
      );
      expect(shippedOnes.length, `${vendor} ${architecture}`).toBeGreaterThan(0);
    }
  });

  it('takes the first candidate where nothing shipped is one', () => {
    const naive = candidatesFor([kernelById('matmul/naive')], problem, capable, 32);
    expect(untunedCandidate(naive, problem, { vendor: 'x', architecture: 'y' })).toBe(naive[0]);
    expect(untunedCandidate([], problem, { vendor: '', architecture: '' })).toBeUndefined();
  });
});
