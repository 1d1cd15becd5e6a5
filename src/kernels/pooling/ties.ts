// Images whose windows hold their maximum more than once, so that which of them gets the gradient shows.

/** Values are multiples of 1/8 within ±1: exact in f16, and so few that most windows have ties. */
const LEVELS = 8;

/** Contents longer than this repeat; a prime, as for the random inputs of the engine. */
const PERIOD = 1_048_573;

export function imagesWithTies(length: number): (random: () => number) => Float32Array {
  return (random) => {
    const block = Float32Array.from(
      { length: Math.min(length, PERIOD) },
      () => Math.round((2 * random() - 1) * LEVELS) / LEVELS,
    );
    return Float32Array.from({ length }, (_, index) => block[index % PERIOD] ?? NaN);
  };
}
