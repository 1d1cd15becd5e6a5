import { describe, expect, it } from 'vitest';
import { variants } from '../../../models/variants/variant-list.ts';
import {
  addEntry,
  addStep,
  exampleStep,
  listProblem,
  possibleEntries,
  readEntries,
  removeEntry,
  removeStep,
  setValue,
} from './variant-entries.ts';

describe('a typed list of variants', () => {
  it('is taken apart into transformations with their parameters', () => {
    const [pruned, both] = readEntries('pruned:0.9, channels:0.5 + int8');
    expect(pruned).toMatchObject({ text: 'pruned:0.9', error: undefined });
    expect(both?.text).toBe('channels:0.5+int8');
    expect(both?.steps.map(({ variant, values }) => [variant?.name, values])).toEqual([
      ['Fewer channels', ['0.5']],
      ['int8', []],
    ]);
  });

  it('keeps what is wrong, and says so beside that entry alone', () => {
    const entries = readEntries('pruned:abc,int8,prund:0.9,int8');
    expect(entries.map(({ error }) => error === undefined)).toEqual([false, true, false, false]);
    expect(entries[0]?.error).toContain('"abc" is no number');
    expect(entries[2]?.error).toContain('pruned');
    expect(entries[3]?.error).toContain('stands above');
    expect(possibleEntries(entries)).toBe('int8');
    expect(listProblem(entries)).toBeUndefined();
  });

  it.each(['pruned:0', 'pruned:1', 'blocks:1.5', 'channels:-0.1', 'experts:2.5', 'int8+experts:1'])(
    'says of %s what may be typed',
    (text) => {
      expect(readEntries(text)[0]?.error).toMatch(/cannot be the \w+ of .*\.$/);
    },
  );

  it('refuses an empty list and one that nobody could read', () => {
    expect(listProblem(readEntries('  '))).toContain('empty');
    const many = Array.from({ length: 40 }, (_, index) => `pruned:0.${index + 10}`);
    expect(listProblem(readEntries(many.join(',')))).toContain('too many');
  });
});

describe('editing the list', () => {
  it('adds every variant so that it can be asked for at once', () => {
    for (const variant of variants) {
      expect(readEntries(addEntry('', exampleStep(variant)))[0]?.error).toBeUndefined();
    }
  });

  it('changes one place and leaves the rest as it is', () => {
    const text = 'pruned:0.9,channels:0.5+int8,wrong';
    expect(removeEntry(text, 0)).toBe('channels:0.5+int8,wrong');
    expect(addStep(text, 0, 'int8')).toBe('pruned:0.9+int8,channels:0.5+int8,wrong');
    expect(removeStep(text, 1, 0)).toBe('pruned:0.9,int8,wrong');
    expect(removeStep(text, 0, 0)).toBe('channels:0.5+int8,wrong');
    expect(setValue(text, { entry: 1, step: 0, parameter: 0 }, ' 0.7,5 ')).toBe(
      'pruned:0.9,channels:0.75+int8,wrong',
    );
  });

  it('writes a later parameter with a gap before it, and leaves empty ones out', () => {
    const both = setValue('experts:8', { entry: 0, step: 0, parameter: 1 }, '4');
    expect(both).toBe('experts:8:4');
    expect(setValue(both, { entry: 0, step: 0, parameter: 1 }, '')).toBe('experts:8');
    expect(setValue(both, { entry: 0, step: 0, parameter: 0 }, '')).toBe('experts::4');
  });
});
