import { describe, expect, it } from 'vitest';
import type { Storage } from '../../../results/preferences.ts';
import { keepPoints, MOST_KEPT_CHARACTERS, recallPoints } from './kept-points.ts';

function memory(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      kept.set(key, value);
    },
  };
}

describe('pasted points', () => {
  it('come back as they were typed', () => {
    const storage = memory();
    expect(recallPoints(storage)).toBe('');
    expect(keepPoints('1e9,30\n"2e9",x', storage)).toBe(true);
    expect(recallPoints(storage)).toBe('1e9,30\n"2e9",x');
  });

  it('that are too long leave the last ones in place and say so', () => {
    const storage = memory();
    keepPoints('1,2', storage);
    expect(keepPoints('1'.repeat(MOST_KEPT_CHARACTERS + 1), storage)).toBe(false);
    expect(recallPoints(storage)).toBe('1,2');
  });

  it.each(['{', '{"version":2,"text":"1,2"}', '{"version":1,"text":3}', 'null'])(
    'damaged as %s are none',
    (stored) => {
      expect(recallPoints({ getItem: () => stored, setItem: () => undefined })).toBe('');
    },
  );

  it('are not kept where the browser refuses', () => {
    const refusing: Storage = {
      getItem: () => {
        throw new Error('blocked');
      },
      setItem: () => {
        throw new Error('full');
      },
    };
    expect(recallPoints(refusing)).toBe('');
    expect(keepPoints('1,2', refusing)).toBe(false);
  });
});
