// Values that a figure might have had: its samples drawn anew, and another run of the same device. Everything is seeded, so
// that the same results always print the same intervals.
import { probit, quantileSorted } from 'simple-statistics';
import { createRandom } from '../../shared/random.ts';
import type { Interval } from '../../shared/statistics.ts';
import type { ComparedFigure } from './compared-run.ts';

/** As many as `bootstrapMedian` draws: the 2.5 % point is placed to within about 0.5 % of probability. */
export const REPLICATES = 1000;

/** Half a 95 % interval in standard deviations. */
export const NORMAL_HALF_WIDTH = 1.959964;

/** A stream of its own for each thing that is drawn. Source: FNV-1a, Fowler, Noll and Vo, public domain. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Natural logarithms of the durations that resampling gives; of the interval alone, where no samples travelled. */
export function drawLogMs({ samplesMs, durationMs }: ComparedFigure, seed: number): Float64Array {
  const random = createRandom(seed);
  if (samplesMs.length < 2) {
    const spread = Math.log(durationMs.high / durationMs.low) / (2 * NORMAL_HALF_WIDTH);
    return drawNormal(Math.log(durationMs.median), Number.isFinite(spread) ? spread : 0, seed);
  }
  const sorted = Float64Array.from(samplesMs).sort();
  const { lower, upper } = medianPlaces(sorted.length);
  const logs = new Float64Array(REPLICATES);
  for (let round = 0; round < REPLICATES; round++) {
    const drawn = Math.floor(random() * REPLICATES);
    const sum = (sorted[lower[drawn] ?? 0] ?? 0) + (sorted[upper[drawn] ?? 0] ?? 0);
    logs[round] = Math.log(sum / 2);
  }
  return logs;
}

interface Places {
  readonly lower: Uint16Array;
  readonly upper: Uint16Array;
}

/**
 * From so many samples on, the place of a resample's median is drawn from its limit, a normal distribution about the middle
 * with a deviation of n / (2 √(n + 2)) places (the beta distribution of the middle order statistic), instead of drawing
 * thousands of samples a thousand times, which holds a page for a tenth of a second. Below, places are too few for that.
 */
const MANY_SAMPLES = 300;

/** Which sorted samples are the middle ones of a resample does not depend on their values, only on how many they are. */
const knownPlaces = new Map<number, Places>();

function medianPlaces(count: number): Places {
  const known = knownPlaces.get(count);
  if (known !== undefined) return known;
  const places = count < MANY_SAMPLES ? drawPlaces(count) : limitPlaces(count);
  knownPlaces.set(count, places);
  return places;
}

function limitPlaces(count: number): Places {
  const drawn = drawNormal(count / 2, count / (2 * Math.sqrt(count + 2)), count);
  const places = Uint16Array.from(drawn, (place) => Math.min(count - 1, Math.max(0, place)));
  return { lower: places, upper: places };
}

function drawPlaces(count: number): Places {
  const random = createRandom(count);
  const places = { lower: new Uint16Array(REPLICATES), upper: new Uint16Array(REPLICATES) };
  // Counting how often each place is drawn takes a tenth of what sorting would.
  const times = new Uint16Array(count);
  for (let round = 0; round < REPLICATES; round++) {
    times.fill(0);
    for (let i = 0; i < count; i++) {
      const place = Math.floor(random() * count);
      times[place] = (times[place] ?? 0) + 1;
    }
    let place = 0;
    let upTo = times[0] ?? 0;
    const next = (rank: number): number => {
      while (upTo <= rank) upTo += times[++place] ?? count;
      return place;
    };
    places.lower[round] = next((count - 1) >> 1);
    places.upper[round] = next(count >> 1);
  }
  return places;
}

/** Points of the normal distribution at even steps of probability: drawing one costs a look-up. */
const normalPoints = Float64Array.from({ length: 4096 }, (_, index) =>
  probit((index + 0.5) / 4096),
);

export function drawNormal(mean: number, deviation: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const values = new Float64Array(REPLICATES);
  for (let round = 0; round < REPLICATES; round++) {
    const point = normalPoints[Math.floor(random() * normalPoints.length)] ?? 0;
    values[round] = mean + deviation * point;
  }
  return values;
}

/** The middle 95 % of replicates, which are logarithms, about a centre, which is one too. */
export function intervalOfLogs(centre: number, logs: Float64Array): Interval {
  const sorted = Array.from(logs.slice().sort());
  const [low, high] = [quantileSorted(sorted, 0.025), quantileSorted(sorted, 0.975)];
  // Few samples can put every resample to one side of their median.
  return {
    median: Math.exp(centre),
    low: Math.exp(Math.min(low, centre)),
    high: Math.exp(Math.max(high, centre)),
  };
}
