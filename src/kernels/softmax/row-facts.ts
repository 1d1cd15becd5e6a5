// What the exponentials of a row come to in float64: references of softmax and of the loss start from it.

export interface RowFacts {
  readonly maximum: number;
  /** Of e^(x − max). */
  readonly sum: number;
  /** Mean of max − x, weighted by the probabilities. */
  readonly meanDistance: number;
}

export function rowFacts(values: Iterable<number>): RowFacts {
  const row = [...values];
  const maximum = row.reduce((top, value) => Math.max(top, value), -Infinity);
  let sum = 0;
  let distances = 0;
  for (const value of row) {
    const distance = maximum - value;
    sum += Math.exp(-distance);
    distances += distance * Math.exp(-distance);
  }
  return { maximum, sum, meanDistance: distances / sum };
}
