/** In random order, by Fisher and Yates (Knuth, The Art of Computer Programming 2, 3.4.2 P). */
export function shuffled(values: Iterable<number>, random: () => number): readonly number[] {
  const result = [...values];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const held = result[last] ?? 0;
    result[last] = result[other] ?? 0;
    result[other] = held;
  }
  return result;
}
