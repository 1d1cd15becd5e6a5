// Layer normalization in float64, and the bound of its error in f32.
import type { NormalizationProblem } from '../../shared/problem.ts';
import type { DecodedInputs, ReferenceValue } from '../descriptor.ts';
import { singleReference } from '../single-precision.ts';
import { EPSILON } from './epsilon.ts';

/**
 * The mean is a sum (8 u of the mean of |x|, and a division). A sum of squares around the mean costs 8 u,
 * around any value of the row a few times that; half of it passes the root, which WGSL allows 2 units of
 * 2^-23. Three more operations follow.
 */
export const LAYER_UNITS = 24;

interface RowFacts {
  readonly mean: number;
  readonly meanMagnitude: number;
  readonly scale: number;
}

/** Keeps the facts of the latest row: entries are mostly asked for in order. */
export function layerReference({
  columns,
  precision,
}: NormalizationProblem): (inputs: DecodedInputs, index: number) => ReferenceValue {
  let known: { x: unknown; row: number; facts: RowFacts } | undefined;
  return ({ x = [], gamma = [], beta = [] }, index) => {
    const row = Math.floor(index / columns);
    if (known?.x !== x || known.row !== row) {
      known = { x, row, facts: rowFacts(x, row * columns, columns) };
    }
    const { mean, meanMagnitude, scale } = known.facts;
    const value = x[index] ?? NaN;
    const factor = scale * (gamma[index % columns] ?? NaN);
    const offset = beta[index % columns] ?? NaN;
    return singleReference(
      (value - mean) * factor + offset,
      (Math.abs(value) + meanMagnitude) * Math.abs(factor) + Math.abs(offset),
      precision,
    );
  };
}

function rowFacts(x: ArrayLike<number>, start: number, columns: number): RowFacts {
  let sum = 0;
  let magnitudes = 0;
  for (let i = 0; i < columns; i++) {
    sum += x[start + i] ?? NaN;
    magnitudes += Math.abs(x[start + i] ?? NaN);
  }
  const mean = sum / columns;
  let squares = 0;
  for (let i = 0; i < columns; i++) squares += ((x[start + i] ?? NaN) - mean) ** 2;
  return {
    mean,
    meanMagnitude: magnitudes / columns,
    scale: 1 / Math.sqrt(squares / columns + EPSILON),
  };
}
