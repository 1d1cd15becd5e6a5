// The standard normal numbers that the shader draws, in float64: Box and Muller's transform of Philox' words. Source: Box
// and Muller 1958, "A Note on the Generation of Random Normal Deviates".
import { type Key, philox } from './philox.ts';

export interface NormalDraw {
  readonly value: number;
  /** Distance of the pair from 0: what rounding errors are measured against. */
  readonly radius: number;
}

/** Words are cut to the 24 bits that a float of 32 holds: the largest radius is 5.77. */
const DROPPED_BITS = 8;
const STEP = 2 ** -24;

/** @param index of the number among all of this key. */
export function normalDraw(key: Key, index: number): NormalDraw {
  const [first, second, third, fourth] = philox([Math.floor(index / 4), 0, 0, 0], key);
  const [forDistance, forAngle] = index % 4 < 2 ? [first, second] : [third, fourth];
  const distance = ((forDistance >>> DROPPED_BITS) + 1) * STEP;
  const angle = 2 * Math.PI * (forAngle >>> DROPPED_BITS) * STEP;
  const radius = Math.sqrt(-2 * Math.log(distance));
  return { value: radius * (index % 2 === 0 ? Math.cos(angle) : Math.sin(angle)), radius };
}
