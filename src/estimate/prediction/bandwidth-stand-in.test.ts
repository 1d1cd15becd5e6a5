// Held against everything that was really measured of such operations.
import { describe, expect, it } from 'vitest';
import { realProfiles } from '../../../test/support/real-profiles.ts';
import { placeProblem } from '../../rates/problem-family.ts';
import { median } from '../../shared/statistics.ts';
import { deviceSpeed } from '../device-speed.ts';
import { BANDWIDTH_DOUBT, movingSeconds, onlyMoves } from './bandwidth-stand-in.ts';

/** Logarithms of measured over foretold time: of each problem the fastest kernel. */
const errors = realProfiles().flatMap(({ file, profile }) => {
  // The example is one of the others.
  if (file.startsWith('src/')) return [];
  const { bytesPerSecond, launchSeconds } = deviceSpeed(profile, 'f32');
  const speed = { bytesPerSecond: bytesPerSecond.value, launchSeconds: launchSeconds.value };
  const fastest = new Map<string, { foretold: number; measured: number }>();
  for (const each of profile.measurements) {
    if (each.status !== 'measured') continue;
    const placed = placeProblem(each.problem);
    if (placed === undefined || !onlyMoves(placed.family)) continue;
    const key = JSON.stringify(each.problem);
    const measured = each.durationMs.median / 1e3;
    if (measured >= (fastest.get(key)?.measured ?? Number.POSITIVE_INFINITY)) continue;
    fastest.set(key, { measured, foretold: movingSeconds(placed, speed) });
  }
  return [...fastest.values()].map(({ measured, foretold }) => Math.log(measured / foretold));
});

describe('what bandwidth tells of operations that only move data', () => {
  it('lies in the middle of what was measured', () => {
    expect(errors.length).toBeGreaterThan(300);
    expect(Math.abs(median(errors))).toBeLessThan(0.1);
  });

  it('is as far off as it says, nineteen times in twenty', () => {
    const within = errors.filter((error) => Math.abs(error) <= 1.96 * BANDWIDTH_DOUBT);
    expect(within.length / errors.length).toBeGreaterThan(0.93);
    expect(within.length / errors.length).toBeLessThan(0.99);
  });

  it('is asked of no product, and of no gradient', () => {
    const families = ['product A·B f32', 'conv2d 3×3 f32', 'pool2d-gradient f32', 'sparse csr f32'];
    expect(families.filter(onlyMoves)).toEqual([]);
  });
});
