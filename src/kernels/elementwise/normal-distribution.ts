// The standard normal distribution in float64: what GELU and its derivative are checked against.

export function normalDensity(x: number): number {
  return Math.exp(-(x ** 2) / 2) / Math.sqrt(2 * Math.PI);
}

/** Beyond this the tail is below the spacing of float64 numbers at 1. */
const SATURATION = 9;

/**
 * ½ + φ(x)·(x + x³/3 + x⁵/15 + …): every term has the same sign, so that nothing cancels. Source: Abramowitz and
 * Stegun, Handbook of Mathematical Functions, 26.2.11.
 */
export function normalCumulative(x: number): number {
  if (x > SATURATION) return 1;
  if (x < -SATURATION) return 0;
  let term = x;
  let sum = x;
  for (let odd = 3; Math.abs(term) > Math.abs(sum) * Number.EPSILON; odd += 2) {
    term *= x ** 2 / odd;
    sum += term;
  }
  return 0.5 + normalDensity(x) * sum;
}
