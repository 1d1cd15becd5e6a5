import { expect, it } from 'vitest';
import { groupByDevice } from '../../../results/compare/device-group.ts';
import { runOfProfile } from '../../../results/compare/run-of-profile.ts';
import { measured, product, testProfile } from '../../../shared/result/profile.fixture.ts';
import { changeWords } from './change-words.ts';
import { findHistoryChanges } from './find-history-changes.ts';
import { trendOf } from './trend-of.ts';

const { environment } = testProfile();

function run(day: number, ms: number, runtime = 'Chromium 156', size = 512) {
  const work = { ms, flops: 2 * size ** 3, bytes: 12 * size ** 2 };
  return runOfProfile(
    testProfile({
      id: `day ${day}`,
      createdAt: `2026-01-0${day}T00:00:00.000Z`,
      environment: { ...environment, runtime },
      measurements: [measured('matmul/naive', product(size), work)],
      ceilings: [],
    }),
  );
}

it('holds each run against the one before, and tells what is beyond the noise', async () => {
  const runs = [run(3, 2, 'Chromium 157'), run(1, 1), run(2, 1.02), run(4, 1, 'Chromium 157', 256)];
  const changes = await findHistoryChanges(runs, () => true);
  if (changes === undefined) throw new Error('It was given up.');
  const words = ['day 1', 'day 2', 'day 3', 'day 4'].map((id) => {
    const found = changes.get(id);
    return found === undefined ? undefined : changeWords(found);
  });
  expect(words).toEqual([
    undefined,
    'No change beyond the noise in the one figure since the run before.',
    expect.stringMatching(/^Slower than the run before: Matrix product 512.*, f32 0\.51× \(0/),
    'It has no figure in common with the run before.',
  ]);

  const [group] = groupByDevice(runs);
  if (group === undefined) throw new Error('There is no device.');
  const { points, unit } = trendOf(group, 'f32', changes);
  expect(unit).toBe('FLOPS');
  expect(points.map(({ change }) => change)).toEqual([
    undefined,
    'within-noise',
    'worse',
    'not-comparable',
  ]);
  expect(points.map(({ isOtherSoftware }) => isOtherSoftware)).toEqual([false, false, true, false]);
  expect(trendOf(group, 'f16', changes).points).toEqual([]);
});

it('stops when it is no longer wanted', async () => {
  expect(await findHistoryChanges([run(1, 1), run(2, 1)], () => false)).toBeUndefined();
});
