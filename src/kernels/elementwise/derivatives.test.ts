import { describe, expect, it } from 'vitest';
import { ACTIVATION_KINDS } from '../../shared/problem/network.ts';
import { derivatives } from './derivatives.ts';
import { kinds } from './kinds.ts';

/** None of them within a step of a corner. */
const POINTS = [-7.3, -3.2, -2.1, -0.7, -0.01, 0.02, 0.9, 2.4, 3.1, 5.5, 7.7];
const STEP = 1e-5;

describe.each(ACTIVATION_KINDS)('the slope of %s', (kind) => {
  const value = (x: number) => kinds[kind].reference(x, 0).value;
  const { keeps, slope } = derivatives[kind];

  it.each(POINTS)('at %d is that of the function', (x) => {
    const measured = (value(x + STEP) - value(x - STEP)) / (2 * STEP);
    // Of exp, relative to itself.
    const scale = Math.max(1, Math.abs(measured));
    const given = slope(keeps === 'result' ? value(x) : x);
    expect(given / scale).toBeCloseTo(measured / scale, 8);
  });
});
