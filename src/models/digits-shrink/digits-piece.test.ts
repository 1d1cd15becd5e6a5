import { describe, expect, it } from 'vitest';
import { piece, plan } from './digits-piece.fixture.ts';
import { digitsDocument, parseDigitsDocument, usablePieces } from './digits-piece.ts';

describe('parseDigitsDocument', () => {
  it('gives back what was written', () => {
    const pieces = [
      piece(1, 'dense', 970),
      piece(1, 'int8', 969, { runAs: 'dense', reason: 'So.' }),
    ];
    expect(parseDigitsDocument(digitsDocument(pieces))).toEqual(pieces);
    expect(parseDigitsDocument(digitsDocument([]))).toEqual([]);
  });

  it.each([
    ['no JSON', '{'],
    ['another document', '{"format":"flopscope-profile","version":1,"pieces":[]}'],
    ['a negative count', digitsDocument([piece(1, 'dense', -1)])],
    [
      'what no piece has',
      JSON.stringify({ format: 'flopscope-digits-experiment', version: 1, pieces: [{ a: 1 }] }),
    ],
  ])('refuses %s, saying what to do', (_, source) => {
    expect(() => parseDigitsDocument(source)).toThrow(/Begin the experiment anew/);
  });
});

describe('usablePieces', () => {
  const use = (pieces: Parameters<typeof usablePieces>[0]) =>
    usablePieces(pieces, plan, 'an adapter').map(({ seed, step }) => `${seed} ${step}`);

  it('takes those of the plan, seed by seed', () => {
    const pieces = [piece(2, 'dense', 970), piece(1, 'dense', 971), piece(1, 'int8', 960)];
    expect(use(pieces)).toEqual(['1 dense', '1 int8', '2 dense']);
  });

  it.each([
    ['another plan', { plan: 'other' }],
    ['another device', { device: 'another' }],
    ['a seed that is not asked for', { seed: 9 }],
    ['another dense network', { weights: 'others' }],
  ])('leaves out pieces of %s', (_, change) => {
    expect(use([piece(1, 'dense', 970), piece(1, 'int8', 960, change)])).toEqual(['1 dense']);
  });

  it('leaves out a seed whose dense network is missing, and takes the later of two', () => {
    const pieces = [piece(1, 'int8', 960), piece(2, 'dense', 1), piece(2, 'dense', 970)];
    expect(usablePieces(pieces, plan, 'an adapter')).toEqual([piece(2, 'dense', 970)]);
  });
});
