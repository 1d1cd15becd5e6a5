// Gradient of layer normalization in float64, and of normalization by the root of the mean square, which does
// without the means. What a row comes to is computed once.
import type { DecodedInputs, ReferenceValue } from '../descriptor.ts';
import { EPSILON } from './epsilon.ts';

interface RowFacts {
  readonly mean: number;
  /** Mean of |x|, to which the rounding of the mean is relative. */
  readonly magnitude: number;
  readonly inverse: number;
  /** Mean of dy · γ. */
  readonly plain: number;
  readonly plainMagnitude: number;
  /** Mean of dy · γ · (x − mean). */
  readonly centred: number;
  readonly centredMagnitude: number;
}

export interface RowGradientReference {
  dx(inputs: DecodedInputs, index: number): ReferenceValue;
  dgamma(inputs: DecodedInputs, column: number): ReferenceValue;
  dbeta(inputs: DecodedInputs, column: number): ReferenceValue;
}

export function rowGradientReference(
  rows: number,
  columns: number,
  centred: boolean,
): RowGradientReference {
  let known: { inputs: DecodedInputs; facts: Map<number, RowFacts> } | undefined;
  const factsOf = (inputs: DecodedInputs, row: number): RowFacts => {
    if (known?.inputs !== inputs) known = { inputs, facts: new Map() };
    const facts = known.facts.get(row) ?? rowFacts(inputs, row * columns, columns, centred);
    known.facts.set(row, facts);
    return facts;
  };
  const at = (inputs: DecodedInputs, name: string, place: number) => inputs[name]?.[place] ?? NaN;
  return {
    dx(inputs, index) {
      const facts = factsOf(inputs, Math.floor(index / columns));
      const g = at(inputs, 'dy', index) * at(inputs, 'gamma', index % columns);
      const x = at(inputs, 'x', index);
      const square = facts.inverse ** 2;
      const value = g - facts.plain - (x - facts.mean) * square * facts.centred;
      const magnitude =
        Math.abs(g) +
        facts.plainMagnitude +
        (Math.abs(x) + facts.magnitude) * square * facts.centredMagnitude;
      return { value: value * facts.inverse, magnitude: magnitude * facts.inverse };
    },
    dgamma(inputs, column) {
      let value = 0;
      let magnitude = 0;
      for (let row = 0; row < rows; row++) {
        const facts = factsOf(inputs, row);
        const x = at(inputs, 'x', row * columns + column);
        const dy = at(inputs, 'dy', row * columns + column) * facts.inverse;
        value += dy * (x - facts.mean);
        magnitude += Math.abs(dy) * (Math.abs(x) + facts.magnitude);
      }
      return { value, magnitude };
    },
    dbeta(inputs, column) {
      let value = 0;
      let magnitude = 0;
      for (let row = 0; row < rows; row++) {
        const dy = at(inputs, 'dy', row * columns + column);
        value += dy;
        magnitude += Math.abs(dy);
      }
      return { value, magnitude };
    },
  };
}

function rowFacts(
  inputs: DecodedInputs,
  start: number,
  columns: number,
  isCentred: boolean,
): RowFacts {
  const { x = [], dy = [], gamma = [] } = inputs;
  let sum = 0;
  let magnitude = 0;
  let plain = 0;
  let plainMagnitude = 0;
  for (let column = 0; column < columns; column++) {
    const value = x[start + column] ?? NaN;
    const g = (dy[start + column] ?? NaN) * (gamma[column] ?? NaN);
    sum += value;
    magnitude += Math.abs(value);
    plain += g;
    plainMagnitude += Math.abs(g);
  }
  const mean = isCentred ? sum / columns : 0;
  magnitude = isCentred ? magnitude / columns : 0;
  let squares = 0;
  let centred = 0;
  let centredMagnitude = 0;
  for (let column = 0; column < columns; column++) {
    const value = x[start + column] ?? NaN;
    const g = (dy[start + column] ?? NaN) * (gamma[column] ?? NaN);
    squares += (value - mean) ** 2;
    centred += g * (value - mean);
    centredMagnitude += Math.abs(g) * (Math.abs(value) + magnitude);
  }
  return {
    mean,
    magnitude,
    inverse: 1 / Math.sqrt(squares / columns + EPSILON),
    plain: isCentred ? plain / columns : 0,
    plainMagnitude: isCentred ? plainMagnitude / columns : 0,
    centred: centred / columns,
    centredMagnitude: centredMagnitude / columns,
  };
}
