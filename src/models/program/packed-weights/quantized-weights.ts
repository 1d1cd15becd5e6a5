// Dense weights to integers of 8 or 4 bits with scales, symmetric around 0, as src/kernels/quantized reads them. A word
// holds neighbours along the input, the first in its lowest bits, in two's complement.
import { int8WordsPerRow, type QuantizedMatmulProblem } from '../../../shared/problem.ts';
import { roundToEven } from '../../../shared/round-to-even.ts';

export interface QuantizedWeights {
  readonly words: Uint32Array<ArrayBuffer>;
  readonly scales: Float32Array<ArrayBuffer>;
}

interface Layout {
  readonly bits: 4 | 8;
  readonly valuesPerWord: 4 | 8;
  /** The largest integer; its negative is the lowest, so that 0 stays 0 and no sign is favoured. */
  readonly highest: 7 | 127;
  /** Neighbours along the input that share a scale. */
  readonly group: number;
  readonly wordCount: number;
  /** Where the word of an output and a place along the input lies. */
  readonly wordAt: (output: number, place: number) => number;
  readonly scaleAt: (output: number, place: number) => number;
}

function layoutOf({ scheme, n, k, groupSize = k }: QuantizedMatmulProblem): Layout {
  if (scheme === 'int8') {
    const words = int8WordsPerRow(k);
    return {
      bits: 8,
      valuesPerWord: 4,
      highest: 127,
      group: k,
      wordCount: n * words,
      wordAt: (output, place) => output * words + Math.floor(place / 4),
      scaleAt: (output) => output,
    };
  }
  const isInt4 = scheme === 'int4-weights';
  const valuesPerWord = isInt4 ? 8 : 4;
  const group = isInt4 ? groupSize : k;
  return {
    bits: isInt4 ? 4 : 8,
    valuesPerWord,
    highest: isInt4 ? 7 : 127,
    group,
    wordCount: Math.ceil(k / valuesPerWord) * n,
    wordAt: (output, place) => Math.floor(place / valuesPerWord) * n + output,
    scaleAt: (output, place) => Math.floor(place / group) * n + output,
  };
}

export function quantizedLengths(problem: QuantizedMatmulProblem) {
  const { wordCount, group } = layoutOf(problem);
  return { words: wordCount, scales: Math.ceil(problem.k / group) * problem.n };
}

/**
 * Rounded to the nearest of −127…127 (−7…7) times the scale, which is the largest magnitude of its output (or group)
 * over 127 (7).
 * @param dense n × k, as networks store weights: one output a row.
 */
export function packQuantized(
  problem: QuantizedMatmulProblem,
  dense: Float32Array,
): QuantizedWeights {
  const { n, k } = problem;
  const { bits, valuesPerWord, highest, group, wordCount, wordAt, scaleAt } = layoutOf(problem);
  const words = new Uint32Array(wordCount);
  const scales = new Float32Array(quantizedLengths(problem).scales);
  for (let output = 0; output < n; output++) {
    for (let first = 0; first < k; first += group) {
      const values = dense.subarray(output * k + first, output * k + Math.min(first + group, k));
      const top = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const scale = Math.fround(top / highest);
      scales[scaleAt(output, first)] = scale;
      if (scale === 0) continue;
      values.forEach((value, index) => {
        const place = first + index;
        const whole = Math.max(-highest, Math.min(highest, roundToEven(value / scale)));
        const field = (whole & (2 ** bits - 1)) << (bits * (place % valuesPerWord));
        const word = wordAt(output, place);
        words[word] = (words[word] ?? 0) | field;
      });
    }
  }
  return { words, scales };
}

/** @returns n × k, one output a row: what the integers stand for, rounded to f32. */
export function unpackQuantized(
  problem: QuantizedMatmulProblem,
  { words, scales }: QuantizedWeights,
): Float32Array<ArrayBuffer> {
  const { n, k } = problem;
  const { bits, valuesPerWord, wordAt, scaleAt } = layoutOf(problem);
  const dense = new Float32Array(n * k);
  for (let output = 0; output < n; output++) {
    for (let place = 0; place < k; place++) {
      const word = words[wordAt(output, place)] ?? NaN;
      const above = 32 - bits * ((place % valuesPerWord) + 1);
      const whole = (word << above) >> (32 - bits);
      dense[output * k + place] = whole * (scales[scaleAt(output, place)] ?? NaN);
    }
  }
  return dense;
}
