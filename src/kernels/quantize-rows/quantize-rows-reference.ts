// Rows to int8 in float64, and rows whose rounding does not hang on the last bit of a division.
import { int8WordsPerRow, type QuantizeRowsProblem } from '../../shared/problem.ts';
import { roundToEven } from '../../shared/round-to-even.ts';
import type { DecodedBuffer, Verification } from '../descriptor.ts';
import { rememberRows } from '../rows/remember-rows.ts';

const HIGHEST = 127;

/**
 * How far values lie from whole steps. WGSL's division may err by 2.5 units in the last place, f16 moves a value by 127 /
 * 2^11 of a step and the scale by as much again: together less than the 0.2 that are left to a tie.
 */
const FARTHEST = 0.3;

/** So that a row of zeros is seen, whose scale is 0. */
const ZERO_ROW = 5;

/** The division by 127: 2.5 units of 2^-23, and one more for what they compound to. */
const SCALE_UNITS = 6;

/** Rows of whole steps and a little, each with its own step and one value of 127 of them. */
export function clearOfTies({ rows, columns }: QuantizeRowsProblem) {
  return (random: () => number): Float32Array => {
    const x = new Float32Array(rows * columns);
    for (let row = 0; row < rows; row++) {
      if (row % ZERO_ROW === ZERO_ROW - 1) continue;
      const step = (0.5 + random()) / HIGHEST;
      const highest = Math.floor(random() * columns);
      for (let column = 0; column < columns; column++) {
        const whole = Math.round((2 * random() - 1) * (HIGHEST - 1));
        const value = whole + (2 * random() - 1) * FARTHEST;
        x[row * columns + column] = step * (column === highest ? -HIGHEST : value);
      }
    }
    return x;
  };
}

function scaleOf({ columns }: QuantizeRowsProblem) {
  return rememberRows((x: DecodedBuffer, row) => {
    let top = 0;
    for (let column = 0; column < columns; column++) {
      top = Math.max(top, Math.abs(x[row * columns + column] ?? NaN));
    }
    return top / HIGHEST;
  });
}

const NOTHING = new Float32Array();

export function scaleVerification(problem: QuantizeRowsProblem): Verification {
  const scale = scaleOf(problem);
  return {
    output: 'scales',
    tolerance: {
      kind: 'rounding',
      accumulationRoundoff: 2 ** -24,
      storageRoundoff: 0,
      units: SCALE_UNITS,
    },
    reference: ({ x = NOTHING }, row) => {
      const value = scale(x, row);
      return { value, magnitude: value };
    },
    referenceMacs: problem.columns,
  };
}

export function wordVerification(problem: QuantizeRowsProblem): Verification {
  const { columns } = problem;
  const words = int8WordsPerRow(columns);
  const scale = scaleOf(problem);
  return {
    output: 'words',
    tolerance: { kind: 'exact' },
    reference: ({ x = NOTHING }, index) => {
      const row = Math.floor(index / words);
      const step = scale(x, row);
      let word = 0;
      for (let field = 0; field < 4; field++) {
        const column = (index % words) * 4 + field;
        if (column >= columns || step === 0) continue;
        const rounded = roundToEven((x[row * columns + column] ?? NaN) / step);
        word |= (rounded & 255) << (8 * field);
      }
      return { value: word >>> 0, magnitude: word >>> 0 };
    },
    // Neighbours share a row.
    referenceMacs: columns,
  };
}
