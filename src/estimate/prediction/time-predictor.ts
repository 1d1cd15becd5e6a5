// Foretells how long the kernels of a network take on a measured device, with an interval that covers the noise of
// the measurements and the error of interpolating between them.
import { FlopscopeError } from '../../shared/errors.ts';
import { type Precision, type Problem, problemLabel } from '../../shared/problem.ts';
import { accumulatesInHalf } from '../../shared/result/accumulation.ts';
import type { DeviceProfile, Measured } from '../../shared/result/schema.ts';
import { relativeHalfWidth } from '../../shared/statistics.ts';
import { type PlacedProblem, placeProblem } from './problem-family.ts';
import { type MeasuredPoint, RateSurface } from './rate-surface.ts';
import { standInsFor } from './stand-ins.ts';

export interface CountedProblem {
  readonly problem: Problem;
  /** How often it runs. */
  readonly count: number;
}

export interface PredictedTime {
  /** Of one execution. */
  readonly seconds: number;
  /** Standard deviation of the logarithm of its error. */
  readonly deviation: number;
  /** Family whose surface it was read from. */
  readonly family: string;
  /** Whether its own family was not measured, and this one stands in. */
  readonly standIn: boolean;
  /** The measured kernel on the most alike problem of that family. */
  readonly nearest: { readonly kernel: string; readonly problem: string };
}

interface Source {
  readonly surface: RateSurface;
  readonly family: string;
  /** Deviation of the logarithm that a stand-in adds; 0 for the family itself. */
  readonly doubt: number;
}

/** Launches where they were not measured. */
const USUAL_LAUNCH_SECONDS = 10e-6;

export class TimePredictor {
  readonly precision: Precision;
  readonly launchSeconds: number;
  readonly #surfaces = new Map<string, RateSurface>();
  readonly #sources = new Map<string, Source>();
  /** Programs hand in the same object for equal problems. */
  readonly #times = new WeakMap<Problem, PredictedTime>();

  /** @throws FlopscopeError `invalid-input` when the profile has no measured kernel in this precision. */
  constructor(profile: DeviceProfile, precision: Precision) {
    this.precision = precision;
    const launch = profile.ceilings.find(({ kind }) => kind === 'launch');
    this.launchSeconds = (launch?.best.durationMs.median ?? USUAL_LAUNCH_SECONDS * 1e3) / 1e3;
    for (const [family, points] of measuredFamilies(profile)) {
      this.#surfaces.set(family, new RateSurface(points, this.launchSeconds));
    }
    if (this.#surfaces.size === 0) {
      throw new FlopscopeError(
        'invalid-input',
        'This profile has no verified kernel. Measure this device first.',
      );
    }
  }

  /** Whether the profile has the family of this problem. */
  measures(problem: Problem): boolean {
    const placed = placeProblem(problem);
    return placed !== undefined && this.#surfaces.has(placed.family);
  }

  /** @throws FlopscopeError `internal` for a problem that is no part of a training step. */
  time(problem: Problem): PredictedTime {
    const known = this.#times.get(problem);
    if (known !== undefined) return known;
    const placed = placedOrThrow(problem);
    const { surface, family, doubt } = this.#sourceOf(placed);
    const [[variance = 0] = []] = surface.errors([placed]);
    const time = {
      seconds: surface.seconds(placed),
      deviation: Math.sqrt(Math.max(0, variance) + doubt ** 2),
      family,
      standIn: doubt > 0,
      nearest: surface.nearest(placed),
    };
    this.#times.set(problem, time);
    return time;
  }

  /**
   * Seconds of all of them together, and the standard deviation of the sum in seconds. Errors within a family go
   * together as far as their problems are alike; errors of different families are independent.
   */
  total(problems: readonly CountedProblem[]): {
    readonly seconds: number;
    readonly deviation: number;
  } {
    const groups = new Map<string, { placed: PlacedProblem; seconds: number }[]>();
    const sources = new Map<string, Source>();
    let seconds = 0;
    for (const { problem, count } of merged(problems)) {
      const placed = placedOrThrow(problem);
      const source = this.#sourceOf(placed);
      const part = this.time(problem).seconds * count;
      seconds += part;
      sources.set(source.family, source);
      const group = groups.get(source.family);
      if (group === undefined) groups.set(source.family, [{ placed, seconds: part }]);
      else group.push({ placed, seconds: part });
    }
    let variance = 0;
    for (const [family, parts] of groups) {
      const source = sources.get(family);
      if (source === undefined) continue;
      const errors = source.surface.errors(parts.map(({ placed }) => placed));
      for (const [row, a] of parts.entries()) {
        for (const [column, b] of parts.entries()) {
          const shared = Math.max(0, errors[row]?.[column] ?? 0) + source.doubt ** 2;
          variance += a.seconds * b.seconds * shared;
        }
      }
    }
    return { seconds, deviation: Math.sqrt(variance) };
  }

  #sourceOf(placed: PlacedProblem): Source {
    const known = this.#sources.get(placed.family);
    if (known !== undefined) return known;
    const source = this.#findSource(placed);
    this.#sources.set(placed.family, source);
    return source;
  }

  #findSource({ family }: PlacedProblem): Source {
    const own = this.#surfaces.get(family);
    if (own !== undefined) return { surface: own, family, doubt: 0 };
    for (const { family: other, doubt } of standInsFor(family, [...this.#surfaces.keys()])) {
      const surface = this.#surfaces.get(other);
      if (surface !== undefined) return { surface, family: other, doubt };
    }
    throw new FlopscopeError(
      'invalid-input',
      `This profile has no measured kernel that tells the time of "${family}". Measure this device again.`,
    );
  }
}

function placedOrThrow(problem: Problem): PlacedProblem {
  const placed = placeProblem(problem);
  if (placed !== undefined) return placed;
  throw new FlopscopeError('internal', `A ${problem.op} is no part of a training step.`);
}

/** The best verified kernel of every measured problem, by family. */
function measuredFamilies(profile: DeviceProfile): ReadonlyMap<string, readonly MeasuredPoint[]> {
  const best = new Map<string, Measured>();
  for (const each of profile.measurements) {
    // Training sums in f32: sums in f16 overflow on real models, however fast they are.
    if (each.status !== 'measured' || accumulatesInHalf(each)) continue;
    const key = JSON.stringify(each.problem);
    const other = best.get(key);
    if (other === undefined || each.durationMs.median < other.durationMs.median)
      best.set(key, each);
  }
  const families = new Map<string, MeasuredPoint[]>();
  for (const { problem, durationMs, kernel } of best.values()) {
    const placed = placeProblem(problem);
    if (placed === undefined) continue;
    const points = families.get(placed.family) ?? [];
    points.push({
      placed,
      seconds: durationMs.median / 1e3,
      halfWidth: Math.min(1, relativeHalfWidth(durationMs)),
      kernel,
      label: problemLabel(problem),
    });
    families.set(placed.family, points);
  }
  return families;
}

function merged(problems: readonly CountedProblem[]): readonly CountedProblem[] {
  const counts = new Map<Problem, number>();
  for (const { problem, count } of problems) {
    counts.set(problem, count + (counts.get(problem) ?? 0));
  }
  return [...counts].map(([problem, count]) => ({ problem, count }));
}
