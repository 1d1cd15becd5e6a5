import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { testProfile } from './profile.fixture.ts';
import { validationFixture, validationRowFixture } from './validation.fixture.ts';
import { validationSchema } from './validation.ts';

const record = validationFixture(testProfile());

describe('validationSchema', () => {
  it('reads a record as it was written', () => {
    expect(v.parse(validationSchema, JSON.parse(JSON.stringify(record)))).toEqual(record);
  });

  it.each([
    ['another format', { ...record, format: 'flopscope-result' }],
    ['a newer version', { ...record, version: 2 }],
    ['a day that is none', { ...record, createdAt: 'yesterday' }],
    ['a time of zero', { ...record, rows: [validationRowFixture({ measuredMs: 0 })] }],
    ['no steps', { ...record, rows: [validationRowFixture({ stepsMs: [] })] }],
    ['a pace that is no number', { ...record, rows: [validationRowFixture({ slowdown: NaN })] }],
  ])('refuses %s', (_, document) => {
    expect(v.safeParse(validationSchema, document).success).toBe(false);
  });
});
