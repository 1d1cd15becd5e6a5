import { describe, expect, it } from 'vitest';
import { readAccuracy } from './accuracy-parameters.ts';

describe('readAccuracy', () => {
  it('takes the usual size with its own seeds where the address is empty', () => {
    expect(readAccuracy({}, 'standard')).toMatchObject({
      size: 'standard',
      seedsText: '3',
      seedsError: undefined,
      only: undefined,
      notices: [],
    });
  });

  it('reads what the address asks', () => {
    const form = readAccuracy({ size: 'smoke', seeds: '4', only: 'int8,student' }, 'full');
    expect(form.plan.size).toBe('smoke');
    expect(form.plan.seeds).toEqual([1, 2, 3, 4]);
    expect(form.only).toEqual(['int8', 'student']);
  });

  it.each(['0', '1.5', '101', 'many', ''])(
    'refuses "%s" seeds and keeps what was typed',
    (seeds) => {
      const form = readAccuracy({ seeds }, 'smoke');
      expect(form.seedsText).toBe(seeds);
      expect(form.seedsError).toMatch(/whole number from 1 to 100/);
      expect(form.plan.seeds).toEqual([1]);
    },
  );

  it('says that it does not know a size or a step, and takes the usual', () => {
    const form = readAccuracy({ size: 'huge', only: 'int2' }, 'smoke');
    expect(form.size).toBe('smoke');
    expect(form.only).toBeUndefined();
    expect(form.notices.join(' ')).toMatch(/no size “huge”.*no step "int2".*All of them/);
  });
});
