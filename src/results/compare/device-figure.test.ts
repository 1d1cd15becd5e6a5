import { expect, it } from 'vitest';
import { createRandom } from '../../shared/random.ts';
import { median } from '../../shared/statistics.ts';
import { measured, product, testProfile } from '../../shared/result/profile.fixture.ts';
import { deviceFigure, speedRatio } from './device-figure.ts';
import { drawNormal } from './replicates.ts';
import { kernelFigure, runOfProfile } from './run-of-profile.ts';
import { OF_EACH_FIGURE, SHARED_BY_RUN } from './run-noise.ts';

/** Runs of a device whose noise is the one that is assumed, and whose samples spread by 3 %. */
function simulate(id: string, ms: number, runNoise: number) {
  const random = createRandom(id.length * 7919 + Math.round(runNoise * 1e9));
  const pace = ms * Math.exp(runNoise);
  const samplesMs = Array.from({ length: 15 }, () => pace * (0.97 + 0.06 * random()));
  const entry = measured('matmul/naive', product(64), {
    ms: median(samplesMs),
    flops: 1,
    bytes: 1,
  });
  const run = { ...runOfProfile(testProfile({ id })), drift: 0 };
  return deviceFigure(`problem ${id}`, [
    { run, figure: { ...kernelFigure(entry), clockError: 0, samplesMs } },
  ]);
}

it('the interval of a ratio contains the true one in 95 of 100 cases', () => {
  const noises = drawNormal(0, Math.hypot(SHARED_BY_RUN, OF_EACH_FIGURE), 11);
  const rounds = noises.length / 2;
  let inside = 0;
  for (let round = 0; round < rounds; round++) {
    const device = simulate(`device ${round}`, 1, noises[2 * round] ?? 0);
    const reference = simulate(`reference ${round}`, 3, noises[2 * round + 1] ?? 0);
    const { low, high } = speedRatio(device, reference);
    if (low <= 3 && 3 <= high) inside++;
  }
  expect(inside / rounds).toBeGreaterThan(0.93);
  expect(inside / rounds).toBeLessThan(0.975);
});
