import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../kernels/candidates.ts';
import { kernelById } from '../../kernels/registry.ts';
import { formKey } from '../../rates/kernel-form.ts';
import type { Problem } from '../../shared/problem.ts';
import type { TuningReport } from '../../shared/tuning.ts';
import { fastForms, hasForm, ofForms } from './fast-forms.ts';

const problem: Problem = { op: 'matmul', m: 64, n: 64, k: 64, precision: 'f32' };
const other: Problem = { ...problem, m: 128 };

const choice = (kernel: string, parameters: Record<string, number>) => ({ kernel, parameters });
const tile = (vectorWidth: number) => choice('matmul/block-tile', { blockM: 64, vectorWidth });
const split = (splits: number) => choice('matmul/split-k', { tileM: 4, splits });

function report(attempts: readonly (readonly [ReturnType<typeof choice>, number | null])[]) {
  const winner = attempts[0]?.[0] ?? tile(4);
  return {
    problem: { ...problem },
    accumulatorBits: 32,
    source: 'raced',
    untuned: winner,
    winner,
    gain: { median: 1, low: 1, high: 1 },
    attempts: attempts.map(([each, ms]) => ({ ...each, ms })),
    pruned: 0,
    left: 0,
    spentMs: 0,
  } satisfies TuningReport;
}

describe('fastForms', () => {
  it('keeps the winner and what comes near it, one form for all numbers of splits', () => {
    const forms = fastForms(
      [
        report([
          [split(2), 1],
          [split(8), 1.1],
          [tile(4), 1.2],
          [choice('matmul/naive', { workgroupX: 8 }), 9],
          [choice('matmul/gemv', {}), null],
        ]),
      ],
      [problem],
    );
    expect(forms).toEqual(new Set([formKey(split(4)), formKey(tile(4))]));
  });

  it('looks at the tuned problems only', () => {
    expect(fastForms([report([[tile(4), 1]])], [other])).toEqual(new Set());
  });
});

describe('ofForms', () => {
  const candidate = (id: string, tunables: Record<string, number>): Candidate => ({
    descriptor: kernelById(id),
    tunables,
  });
  const narrow = candidate('matmul/block-tile', { blockM: 64, vectorWidth: 1 });
  const splits = [2, 8].map((count) => candidate('matmul/split-k', { tileM: 4, splits: count }));

  it('takes every number of splits of a form', () => {
    expect(ofForms([narrow, ...splits], new Set([formKey(split(3))]))).toEqual(splits);
  });

  it('takes vectors of another width where nothing else fits', () => {
    expect(ofForms([narrow, ...splits], new Set([formKey(tile(4))]))).toEqual([narrow]);
  });
});

describe('hasForm', () => {
  it('tells kernels apart whose names begin alike', () => {
    const forms = new Set([formKey(choice('matmul/split-k', {}))]);
    expect(hasForm(kernelById('matmul/split-k'), forms)).toBe(true);
    expect(hasForm(kernelById('matmul/naive'), forms)).toBe(false);
  });
});
