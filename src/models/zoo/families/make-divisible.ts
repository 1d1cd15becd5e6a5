// Rounds a number of channels as MobileNet's authors do: to the nearest multiple of eight (or another
// divisor), halves up, and up once more where that would lose more than a tenth.

const DIVISOR = 8;

export function makeDivisible(channels: number, divisor = DIVISOR): number {
  const nearest = Math.max(divisor, Math.floor((channels + divisor / 2) / divisor) * divisor);
  return nearest < 0.9 * channels ? nearest + divisor : nearest;
}
