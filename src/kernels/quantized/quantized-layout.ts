// How quantized operands lie in memory, and the random contents of such operands.
//
// A word of 32 bits holds neighbours along k, the first in its lowest bits, each in two's complement.
// Scheme int8: A and W by rows of k, W transposed (n×k, as networks store it); every row is padded with
// zeros to 16 values, so that it starts on a vector of four words.
// Schemes int8-weights and int4-weights: rows of n words, word (i, j) for the weights of column j at
// k = i·V … i·V+V−1 (V = 4 or 8), the last row padded with zeros. Neighbouring columns are neighbouring
// words: products of any shape read them coalesced, and no lane needs another's partial sum.
import { int8WordsPerRow, type QuantizedMatmulProblem } from '../../shared/problem.ts';

type Scheme = QuantizedMatmulProblem['scheme'];

export function bitsPerWeight(scheme: Scheme): 4 | 8 {
  return scheme === 'int4-weights' ? 4 : 8;
}

export function valuesPerWord(scheme: Scheme): 4 | 8 {
  return scheme === 'int4-weights' ? 8 : 4;
}

/** Neighbours along k that share a scale: the whole column unless the scheme has groups. */
export function groupLength({ scheme, groupSize, k }: QuantizedMatmulProblem): number {
  return scheme === 'int4-weights' ? (groupSize ?? k) : k;
}

/** The field of `bits` bits at `index`, counted from the lowest, with its sign. */
export function signedField(word: number, index: number, bits: number): number {
  return (word << (32 - bits * (index + 1))) >> (32 - bits);
}

/** A word of uniform random fields, of which only the first `count` are not zero. */
function randomWord(random: () => number, count: number, bits: number): number {
  const used = Math.max(0, Math.min(32, count * bits));
  return Math.floor(random() * 2 ** 32) % 2 ** used;
}

/** An int8 matrix of `rows` rows of k values, every row padded. */
export function int8Rows(rows: number, k: number): (random: () => number) => Uint32Array {
  const words = int8WordsPerRow(k);
  return (random) =>
    Uint32Array.from({ length: rows * words }, (_, index) =>
      randomWord(random, k - 4 * (index % words), 8),
    );
}

/** Packed weights k×n in rows of n words. */
export function packedWeights({ scheme, k, n }: QuantizedMatmulProblem) {
  const values = valuesPerWord(scheme);
  const bits = bitsPerWeight(scheme);
  return (random: () => number): Uint32Array =>
    Uint32Array.from({ length: Math.ceil(k / values) * n }, (_, index) =>
      randomWord(random, k - values * Math.floor(index / n), bits),
    );
}

/** Positive scales, no two alike, that bring integers of `bits` bits to about ±1. */
export function randomScales(length: number, bits: number): (random: () => number) => Float32Array {
  return (random) => Float32Array.from({ length }, () => (0.5 + random()) / 2 ** (bits - 1));
}
