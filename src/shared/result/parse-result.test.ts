import { describe, expect, it } from 'vitest';
import { FlopscopeError } from '../errors.ts';
import { exampleProfile } from './profile.fixture.ts';
import { MAX_RESULT_BYTES, parseResult, validateResult } from './parse-result.ts';

function refusal(source: string): FlopscopeError {
  try {
    parseResult(source);
  } catch (thrown) {
    if (thrown instanceof FlopscopeError) return thrown;
    throw thrown;
  }
  throw new Error('It was accepted.');
}

describe('parseResult', () => {
  it('returns what was written, field by field', () => {
    expect(parseResult(JSON.stringify(exampleProfile))).toEqual(exampleProfile);
  });

  it('refuses a file that was cut off, at every length', () => {
    const source = JSON.stringify(exampleProfile);
    for (let length = 0; length < source.length; length += 97) {
      const error = refusal(source.slice(0, length));
      expect(error.code).toBe('invalid-document');
      expect(error.message).toMatch(/cut off/);
    }
  });

  it('refuses a newer schema version by name and says to update', () => {
    const error = refusal(JSON.stringify({ ...exampleProfile, schemaVersion: 99 }));
    expect(error.code).toBe('newer-document');
    expect(error.message).toMatch(/version 99.*Update/);
  });

  it('refuses other JSON', () => {
    for (const source of ['null', '[]', '"text"', '{"format":"something"}', '42']) {
      expect(refusal(source).code).toBe('invalid-document');
    }
  });

  it('names the damaged place', () => {
    const damaged = structuredClone(exampleProfile) as Record<string, unknown>;
    damaged['durationMs'] = -1;
    expect(refusal(JSON.stringify(damaged)).message).toMatch(/"durationMs"/);
  });

  it('refuses infinite and missing rates', () => {
    const [first, ...rest] = exampleProfile.measurements;
    const measurements = [{ ...first, samplesMs: [] }, ...rest];
    expect(() => validateResult({ ...exampleProfile, measurements })).toThrow(FlopscopeError);
  });

  it('refuses a file that is too large before parsing it', () => {
    expect(refusal(' '.repeat(MAX_RESULT_BYTES + 1)).message).toMatch(/MiB/);
  });
});
