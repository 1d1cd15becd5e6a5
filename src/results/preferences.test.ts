import { describe, expect, it } from 'vitest';
import { readPreferences, rememberPreferences, type Storage } from './preferences.ts';

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

const defaults = { theme: 'system', suite: 'quick', label: '' };

describe('preferences', () => {
  it('has defaults without a memory', () => {
    expect(readPreferences(memory())).toEqual(defaults);
  });

  it('keeps what it is told', () => {
    const storage = memory();
    rememberPreferences({ theme: 'dark' }, storage);
    rememberPreferences({ label: 'Laptop' }, storage);
    expect(readPreferences(storage)).toEqual({ ...defaults, theme: 'dark', label: 'Laptop' });
  });

  it('replaces what is damaged and keeps the rest', () => {
    expect(readPreferences(memory('{"theme":"purple","label":"Laptop"}'))).toEqual({
      ...defaults,
      label: 'Laptop',
    });
    expect(readPreferences(memory('{"theme":'))).toEqual(defaults);
    expect(readPreferences(memory('[]'))).toEqual(defaults);
  });

  it('survives a storage that refuses', () => {
    const refusing: Storage = {
      getItem: () => {
        throw new Error('blocked');
      },
      setItem: () => {
        throw new Error('blocked');
      },
    };
    expect(rememberPreferences({ theme: 'light' }, refusing).theme).toBe('light');
  });
});
