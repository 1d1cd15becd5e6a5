import { describe, expect, it } from 'vitest';
import { FlopscopeError } from '../../../shared/errors.ts';
import type { ImportedModel } from '../imported-model.ts';
import { fuzzImporter, type FuzzOptions, makeFuzzCase } from './fuzz-importer.ts';

const file = {
  name: 'a.gguf',
  bytes: Uint8Array.from({ length: 500 }, (_, index) => index),
  companions: [{ name: 'b.gguf', bytes: new TextEncoder().encode('{"n": 17}') }],
};
const model: ImportedModel = {
  format: 'gguf',
  name: 'a',
  facts: [],
  bindings: [],
  warnings: [],
};

function options(open: FuzzOptions['open'], timeMs = () => 0): FuzzOptions {
  return {
    seed: 1,
    cases: 20,
    files: [file],
    meters: { timeMs },
    ...(open === undefined ? {} : { open }),
  };
}

const refuse = () => Promise.reject(new FlopscopeError('invalid-document', 'Broken.'));

describe('makeFuzzCase', () => {
  it('makes the same bytes of the same seed and number, and others of the next', () => {
    const cases = [3, 3, 4].map((number) => makeFuzzCase({ seed: 9, files: [file] }, number));
    expect(cases[0]).toEqual(cases[1]);
    expect(cases[0]).not.toEqual(cases[2]);
  });

  it('damages the file or a companion, and never the original', () => {
    const before = file.bytes.slice();
    const damaged = new Set<string>();
    for (let number = 0; number < 200; number++) {
      const made = makeFuzzCase({ seed: 2, files: [file] }, number);
      if (made.file.bytes !== file.bytes) damaged.add('file');
      if (made.description.startsWith('b.gguf')) damaged.add('companion');
    }
    expect([...damaged].sort()).toEqual(['companion', 'file']);
    expect(file.bytes).toEqual(before);
  });
});

describe('fuzzImporter', () => {
  it('counts what was opened and what was refused', async () => {
    let call = 0;
    const open = () => (call++ % 2 === 0 ? Promise.resolve(model) : refuse());
    expect(await fuzzImporter(options(open))).toMatchObject({ cases: 20, opened: 10, refused: 10 });
  });

  it.each([
    [
      'an error of the language',
      () => Promise.reject(new TypeError('x is undefined')),
      'TypeError',
    ],
    ['an internal error', () => Promise.reject(new FlopscopeError('internal', 'x')), 'internal'],
    [
      'an endless sentence',
      () => Promise.reject(new FlopscopeError('invalid-document', 'x'.repeat(5000))),
      '5000 characters',
    ],
    [
      'an endless name',
      () => Promise.resolve({ ...model, name: 'x'.repeat(5000) }),
      'more than 1000',
    ],
    [
      'a count that is no number',
      () => Promise.resolve({ ...model, weights: { elements: NaN, bytes: 0, types: [] } }),
      'weights.elements as NaN',
    ],
  ])('fails for %s, naming seed and case', async (_, open, words) => {
    await expect(fuzzImporter(options(open))).rejects.toThrow(words);
    await expect(fuzzImporter(options(open))).rejects.toThrow('Seed 1, case 0');
  });

  it('fails for a case that takes longer than a second', async () => {
    let now = 0;
    await expect(fuzzImporter(options(refuse, () => (now += 1001)))).rejects.toThrow('1001 ms');
  });

  it('fails for a case that takes more than 200 MB', async () => {
    const peaks = [0, 0];
    const memory = () => ({ resident: 0, peak: peaks.shift() ?? 201e6 });
    const meters = { timeMs: () => 0, memory };
    await expect(fuzzImporter({ ...options(refuse), meters })).rejects.toThrow('201 MB');
  });
});
