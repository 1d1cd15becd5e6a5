import { describe, expect, it } from 'vitest';
import { piece, plan } from './digits-piece.fixture.ts';
import { digitsDocument } from './digits-piece.ts';
import { readDigitsRecord } from './read-digits-record.ts';

describe('readDigitsRecord', () => {
  it('tells the plan with as many seeds as there are, and the device', () => {
    const pieces = [1, 2, 3, 4].map((seed) => piece(seed, 'dense', 970));
    const record = readDigitsRecord(digitsDocument(pieces, { seeds: 4 }));
    expect(record.plan.hash).toBe(plan.hash);
    expect(record.plan.seeds).toEqual([1, 2, 3, 4]);
    expect(record.device).toBe('an adapter');
    expect(record.pieces).toEqual(pieces);
  });

  it('leaves out what was built on another dense network', () => {
    const pieces = [piece(1, 'dense', 970), piece(1, 'int8', 960, { weights: 'others' })];
    expect(readDigitsRecord(digitsDocument(pieces)).pieces).toEqual([pieces[0]]);
  });

  it.each([
    ['a damaged file', '{"format":', /damaged/],
    ['an empty record', digitsDocument([]), /no piece/],
    ['another plan', digitsDocument([piece(1, 'dense', 970, { plan: 'old' })]), /another version/],
    [
      'a mixture of devices',
      digitsDocument([piece(1, 'dense', 970), piece(2, 'dense', 970, { device: 'another' })]),
      /several devices/,
    ],
    ['a record without dense network', digitsDocument([piece(1, 'int8', 970)]), /no dense network/],
    ['a seed beyond all', digitsDocument([piece(101, 'dense', 970)]), /damaged/],
    ['a seed before all', digitsDocument([piece(0, 'dense', 970)]), /no dense network/],
  ])('refuses %s', (_, source, reason) => {
    expect(() => readDigitsRecord(source)).toThrow(reason);
  });
});
