// The stops of a slider over errors: every number of two digits between its ends, and what else has to be reached
// exactly. Each step is another error, so that the arrow keys never stand still.

/** @param low @param high per cent, low < high. @param exact errors between them that have more digits. */
export function errorStops(low: number, high: number, exact: readonly number[]): readonly number[] {
  const stops = new Set([low, high, ...exact.filter((error) => error > low && error < high)]);
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    for (let digits = 10; digits < 100; digits++) {
      // Written out, as 23 × 10⁻¹ would be 2.3000000000000003.
      const stop = Number(`${digits}e${power - 1}`);
      if (stop > low && stop < high) stops.add(stop);
    }
  }
  return [...stops].sort((a, b) => a - b);
}

/** The place of the stop that is nearest by its factor. */
export function nearestStop(stops: readonly number[], error: number): number {
  const away = (stop: number): number => Math.abs(Math.log(stop / error));
  return stops.reduce(
    (best, stop, place) => (away(stop) < away(stops[best] ?? NaN) ? place : best),
    0,
  );
}
