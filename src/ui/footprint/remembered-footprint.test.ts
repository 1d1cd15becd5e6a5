import { describe, expect, it } from 'vitest';
import { footprintParameters, noFootprintParameters } from './footprint-parameters.ts';
import { recallFootprint, rememberFootprint } from './remembered-footprint.ts';

class Memory {
  readonly items = new Map<string, string>();
  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }
}

describe('what is remembered of a footprint', () => {
  it('comes back without the run’s own time, without what was emptied, without the recipe', () => {
    const memory = new Memory();
    rememberFootprint({ tariff: '0.31', place: 'deu', pue: '', hours: '3', epochs: '9' }, memory);
    expect(recallFootprint(memory)).toEqual({ tariff: '0.31', place: 'deu' });
  });

  it.each(['', '[1]', '{"tariff":7}', '{"a":"' + 'x'.repeat(100) + '"}', 'null'])(
    'survives a damaged store: %s',
    (text) => {
      const memory = new Memory();
      memory.setItem('flopscope-footprint', text);
      expect(recallFootprint(memory)).toEqual({});
    },
  );

  it('does without a store', () => {
    rememberFootprint({ tariff: '1' }, undefined);
    expect(recallFootprint(undefined)).toEqual({});
  });
});

describe('footprintParameters', () => {
  it('leaves what belongs to the recipe, and keeps what was emptied', () => {
    expect(footprintParameters({ model: 'gpt2', trials: '3', pue: '', tdp: '300' })).toEqual({
      pue: '',
      tdp: '300',
    });
    expect(noFootprintParameters()).toMatchObject({ tdp: '', place: '', rentUnit: '' });
  });
});
