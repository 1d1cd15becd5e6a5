// Rounding as `round` of WGSL and torch.round have it, so that weights that are rounded here and activations that are rounded
// on the device follow one rule, and a negative value is rounded as its positive one.

/** The nearest whole number; of two that are as near, the even one. */
export function roundToEven(value: number): number {
  const up = Math.round(value);
  return up - value === 0.5 && up % 2 !== 0 ? up - 1 : up;
}
