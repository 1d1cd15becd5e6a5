import { describe, expect, it } from 'vitest';
import { countingConventions, publishedCounts } from './counting-conventions.ts';

describe('counting conventions', () => {
  const ids = countingConventions.map(({ id }) => id);

  it('are unique, cited, and no source is younger than the day on which it was checked', () => {
    expect(new Set(ids).size).toBe(ids.length);
    for (const { source, date, checked } of [...countingConventions, ...publishedCounts]) {
      expect(source).not.toBe('');
      if (date !== undefined) expect(date <= checked, source).toBe(true);
    }
  });

  it('a printed count names a convention that is known, or says why it has none', () => {
    for (const { convention, sentence } of publishedCounts) {
      if (convention === null) expect(sentence).toMatch(/\.$/);
      else expect(ids).toContain(convention);
    }
  });
});
