// Slopes of linear position biases (Press et al. 2022, section 3, and their code for head counts that are no power of
// two, which BLOOM follows).

/** @returns one slope for each head. */
export function alibiSlopes(heads: number): readonly number[] {
  const whole = 2 ** Math.floor(Math.log2(heads));
  // 2^(−8/n), 2^(−16/n), …, 2^−8; then every other slope of twice as many heads.
  const slope = (of: number, place: number) => 2 ** ((-8 * place) / of);
  return Array.from({ length: heads }, (_, head) =>
    head < whole ? slope(whole, head + 1) : slope(2 * whole, 2 * (head - whole) + 1),
  );
}
