import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftSummary } from '../../results/link/draft-summary.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { exampleProfile } from '../../shared/result/profile.fixture.ts';
import { readShownResult } from './read-shown-result.ts';

const summary = draftSummary(exampleProfile).cutTo(20);

describe('readShownResult', () => {
  it.each([
    ['nothing', undefined, 'its top level'],
    ['a list', [], 'format'],
    ['another document', { ...summary, format: 'x' }, 'format'],
    ['a version as text', { ...summary, version: '1' }, 'version'],
    ['an endless name', { ...summary, device: 'x'.repeat(501) }, 'device'],
    ['a name that is a list', { ...summary, vendor: [] }, 'vendor'],
    ['a suite that there is not', { ...summary, suite: 'toString' }, 'suite'],
    ['a date in words', { ...summary, createdAt: 'yesterday' }, 'createdAt'],
    ['a flag as text', { ...summary, softwareAdapter: 'no' }, 'softwareAdapter'],
    ['figures without end', { ...summary, kernels: new Array(3000).fill([]) }, 'kernels'],
    ['a figure without a time', { ...summary, ceilings: [['copy', 'f32', []]] }, 'timing'],
    [
      'a time below zero',
      { ...summary, ceilings: [['copy', 'f32', ['', '', 0, 1, -1, 1, 1, 0]]] },
      'timing',
    ],
    [
      'a precision that there is not',
      {
        ...summary,
        kernels: [[{ op: 'matmul', precision: 'f8' }, false, ['', '', 1, 1, 1, 1, 1, 0]]],
      },
      'precision',
    ],
  ])('refuses %s and names the field', (_, document, field) => {
    expect(() => readShownResult(document)).toThrow(`"${field}"`);
  });

  it('tells what a later version wrote from what is damaged', () => {
    expect(() => readShownResult({ ...summary, version: 2 })).toThrow(/later version/);
  });

  it('throws nothing but its own sentences, whatever the JSON', () => {
    const keys = fc.constantFrom(...Object.keys(summary), 'identity', 'measurements');
    fc.assert(
      fc.property(fc.boolean(), keys, fc.jsonValue({ maxDepth: 4 }), (isWhole, key, value) => {
        const document = { ...(isWhole ? exampleProfile : summary), [key]: value };
        try {
          expect(readShownResult(document).figures.length).toBeLessThanOrEqual(5);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(FlopscopeError);
        }
      }),
    );
  });
});
