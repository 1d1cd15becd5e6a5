import { describe, expect, it } from 'vitest';
import type { Storage } from '../preferences.ts';
import { KnownSpaces, MOST_SPACES, tokensOf } from './known-spaces.ts';

function memory(content: string | null = null): Storage & { content: string | null } {
  return {
    content,
    getItem() {
      return this.content;
    },
    setItem(_key, value) {
      this.content = value;
    },
  };
}

const idOf = (letter: string) => letter.repeat(16);
const token = (kind: string, letter = 'x') => `fs${kind}_${letter.repeat(43)}`;
const submission = (letter: string) => ({
  id: idOf(letter),
  result: `result-${letter}`,
  deletionToken: token('d', letter),
});

describe('the spaces that a browser knows', () => {
  it('gather tokens, the strongest first, and stay after a reload', () => {
    const storage = memory();
    const spaces = new KnownSpaces(storage);
    spaces.addToken(idOf('a'), token('r'));
    spaces.addToken(idOf('b'), token('w'));
    spaces.addToken(idOf('a'), token('c'));
    spaces.addToken(idOf('a'), token('r', 'n'));
    spaces.rename(idOf('a'), 'Team <b>');
    spaces.addSubmission(idOf('a'), submission('s'));
    const again = new KnownSpaces(storage);
    expect(again.list().map(({ id }) => id)).toEqual([idOf('a'), idOf('b')]);
    const space = again.find(idOf('a'));
    expect(space).toMatchObject({ name: 'Team <b>', submissions: [submission('s')] });
    expect(space && tokensOf(space)).toEqual([token('c'), token('r', 'n')]);
    expect(again.persistent).toBe(true);
  });

  it('lose what opens nothing, and what was deleted', () => {
    const spaces = new KnownSpaces(memory());
    spaces.addToken(idOf('a'), token('r'));
    spaces.addToken(idOf('a'), token('w'));
    spaces.addSubmission(idOf('a'), submission('s'));
    spaces.dropToken(idOf('a'), token('w'));
    spaces.dropSubmission(idOf('a'), idOf('s'));
    expect(spaces.find(idOf('a'))).toMatchObject({ tokens: { read: token('r') }, submissions: [] });
  });

  it('are forgotten and had back, tokens and submissions included', () => {
    const spaces = new KnownSpaces(memory());
    spaces.addToken(idOf('a'), token('c'));
    spaces.addSubmission(idOf('a'), submission('s'));
    const known = spaces.find(idOf('a'));
    if (known === undefined) throw new Error('It is not known.');
    spaces.forget(known.id);
    expect(spaces.list()).toEqual([]);
    spaces.restore(known);
    expect(spaces.list()).toEqual([known]);
  });

  it('are bounded: none is pushed out by another', () => {
    const spaces = new KnownSpaces(memory());
    const nth = (index: number) => `space-${String(index).padStart(10, '0')}`;
    for (let index = 0; index < MOST_SPACES; index++) spaces.addToken(nth(index), token('r'));
    expect(() => {
      spaces.addToken(nth(MOST_SPACES), token('r'));
    }).toThrow(/knows 50 spaces.*Forget one/);
    spaces.addToken(nth(0), token('c'));
    expect(spaces.list()).toHaveLength(MOST_SPACES);
    expect(spaces.list()[0]?.id).toBe(nth(0));
  });

  it('survive damage one by one', () => {
    const storage = memory();
    new KnownSpaces(storage).addToken(idOf('a'), token('r'));
    const [whole]: unknown[] = JSON.parse(storage.content ?? '') as unknown[];
    const damaged = [
      null,
      { id: '<script>', name: '', tokens: {}, submissions: [] },
      { id: idOf('b'), name: '', tokens: { read: 'fsr_short' }, submissions: [] },
      whole,
    ];
    expect(new KnownSpaces(memory(JSON.stringify(damaged))).list()).toEqual([whole]);
    for (const content of ['{', '{}', 'null', `[${' '.repeat(5e6)}]`]) {
      expect(new KnownSpaces(memory(content)).list()).toEqual([]);
    }
  });

  it('hold until the page is closed where nothing can be stored', () => {
    const full: Storage = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('QuotaExceededError');
      },
    };
    for (const storage of [full, undefined]) {
      const spaces = new KnownSpaces(storage);
      spaces.addToken(idOf('a'), token('r'));
      spaces.addToken(idOf('b'), token('w'));
      expect(spaces.list()).toHaveLength(2);
      expect(spaces.persistent).toBe(false);
    }
  });
});
