import { describe, expect, it } from 'vitest';
import { loadAccelerators } from '../../facts/accelerators.ts';
import { parseRoute } from '../route/route.ts';
import { clockParameters, readChoice } from './clock-parameters.ts';

const cards = await loadAccelerators();
const detected = cards.find(({ id }) => id === 'apple-m3-max');

describe('the choice of a card', () => {
  it('every card has an address', () => {
    for (const { id } of cards) {
      const { parameters, warnings } = parseRoute(`#/train?clockCard=${id}&clockPeak=bf16-matrix`);
      expect(warnings, id).toEqual([]);
      expect(readChoice(parameters, cards, undefined)).toMatchObject({
        card: { id },
        own: undefined,
        peak: 'bf16-matrix',
        unknownCard: undefined,
      });
    }
  });

  it('is the detected card until another is chosen', () => {
    expect(readChoice({}, cards, detected)).toMatchObject({ card: detected, own: detected });
    const other = readChoice({ clockCard: 'nvidia-l4' }, cards, detected);
    expect(other.card?.id).toBe('nvidia-l4');
    expect(other.own).toBe(detected);
  });

  it('the card that the person names as the measured one counts before the detected one', () => {
    expect(readChoice({ card: 'nvidia-l4' }, cards, detected).own?.id).toBe('nvidia-l4');
  });

  it('says which card of an address does not exist, and ignores a peak that is none', () => {
    expect(readChoice({ clockCard: 'moon', clockPeak: 'int8' }, cards, undefined)).toEqual({
      card: undefined,
      own: undefined,
      peak: undefined,
      unknownCard: 'moon',
    });
  });

  it('keeps its own parameters only', () => {
    expect(clockParameters({ clockCard: 'a', model: 'b', card: 'c' })).toEqual({ clockCard: 'a' });
  });
});
