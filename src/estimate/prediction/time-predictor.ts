// Foretells how long the kernels of a network take on a measured device, with an interval that covers the noise of
// the measurements and the error of interpolating between them.
import { KernelRates } from '../../rates/kernel-rates.ts';
import { type PlacedProblem, placeProblem } from '../../rates/problem-family.ts';
import type { Place } from '../../rates/rate-surface.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { Precision, Problem } from '../../shared/problem.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import {
  BANDWIDTH,
  BANDWIDTH_DOUBT,
  movingSeconds,
  type MovingSpeed,
  onlyMoves,
} from './bandwidth-stand-in.ts';
import { kinOf, standInsFor, standsAlone } from './stand-ins.ts';

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
  /** Whether no kernel of its own family that runs it was measured, and another family, or the bandwidth, stands in. */
  readonly standIn: boolean;
  /**
   * Descriptor id of the kernel that runs it, and a problem that it was measured on: the most alike one, or one of another
   * family. `BANDWIDTH` where no kernel tells it.
   */
  readonly nearest: { readonly kernel: string; readonly problem: string };
  /** Errors of problems on the same surface go together. */
  readonly surface: string;
  /** On that surface; undefined for stand-ins. */
  readonly place: Place | undefined;
}

export class TimePredictor {
  readonly precision: Precision;
  /** Whether the suite measured the shapes of networks, and not products at a few sizes. */
  readonly knowsNetworks: boolean;
  readonly #rates: KernelRates;
  readonly #families: readonly string[];
  readonly #speed: MovingSpeed | undefined;
  /** Programs hand in the same object for equal problems. */
  readonly #times = new WeakMap<Problem, PredictedTime>();

  /**
   * @param speed tells what only moves data where no kernel of it was measured; without it that is refused.
   * @throws FlopscopeError `invalid-input` when the profile has no measured kernel in this precision.
   */
  constructor(profile: DeviceProfile, precision: Precision, speed?: MovingSpeed) {
    this.precision = precision;
    this.knowsNetworks = profile.suite === 'training' || profile.suite === 'shrink';
    this.#speed = speed;
    this.#rates = KernelRates.ofProfile(profile);
    this.#families = this.#rates.families(precision);
    if (this.#families.length === 0) {
      throw new FlopscopeError(
        'invalid-input',
        'This profile has no verified kernel. Measure this device first.',
      );
    }
  }

  /**
   * @throws FlopscopeError `internal` for a problem that is no part of a network, `invalid-input` for one that the
   *   profile does not tell (`knows`).
   */
  time(problem: Problem): PredictedTime {
    const known = this.#times.get(problem);
    if (known !== undefined) return known;
    const time = this.#foretell(problem);
    this.#times.set(problem, time);
    return time;
  }

  /**
   * Seconds of all of them together, and the standard deviation of the sum in seconds. Errors on the same surface go
   * together as far as their problems are alike; errors of different surfaces are independent.
   */
  total(problems: readonly CountedProblem[]): {
    readonly seconds: number;
    readonly deviation: number;
  } {
    const parts = this.#partsOf(problems);
    return { seconds: sumOf(parts), deviation: Math.sqrt(this.#varianceOf(parts)) };
  }

  /**
   * Seconds of the first over seconds of the second, and the standard deviation of the logarithm of that ratio: errors
   * that both have in common, as those of the same kernel on like problems, cancel.
   */
  ratio(
    first: readonly CountedProblem[],
    second: readonly CountedProblem[],
  ): { readonly value: number; readonly deviation: number } {
    const [above, below] = [this.#partsOf(first), this.#partsOf(second)];
    const [a, b] = [sumOf(above), sumOf(below)];
    const shares = [
      ...above.map((part) => ({ ...part, seconds: part.seconds / a })),
      ...below.map((part) => ({ ...part, seconds: -part.seconds / b })),
    ];
    return { value: a / b, deviation: Math.sqrt(Math.max(0, this.#varianceOf(shares))) };
  }

  /** Whether its time can be told, be it by measurements of another family. */
  knows(problem: Problem): boolean {
    if (this.#rates.choose(problem) !== undefined) return true;
    const placed = placeProblem(problem);
    if (placed === undefined) return false;
    return this.#isMoving(placed) || standInsFor(placed.family, this.#families).length > 0;
  }

  #partsOf(problems: readonly CountedProblem[]): readonly SurfacePart[] {
    return merged(problems).map(({ problem, count }) => {
      const time = this.time(problem);
      return { ...time, seconds: time.seconds * count };
    });
  }

  /** Of the sum of parts; those that are subtracted have negative seconds. */
  #varianceOf(parts: readonly SurfacePart[]): number {
    const groups = new Map<string, SurfacePart[]>();
    for (const part of parts) {
      const group = groups.get(part.surface);
      if (group === undefined) groups.set(part.surface, [part]);
      else group.push(part);
    }
    let variance = 0;
    for (const [surface, group] of groups) variance += this.#variance(surface, group);
    return variance;
  }

  /** Of the sum of parts that share a surface, in square seconds. */
  #variance(surface: string, parts: readonly Part[]): number {
    const errors = this.#rates.errors(
      surface,
      parts.flatMap(({ place }) => place ?? []),
    );
    let variance = 0;
    for (const [row, a] of parts.entries()) {
      for (const [column, b] of parts.entries()) {
        // What stands in is off by the same factor everywhere.
        const shared = a.standIn ? a.deviation ** 2 : Math.max(0, errors[row]?.[column] ?? 0);
        variance += a.seconds * b.seconds * shared;
      }
    }
    return variance;
  }

  #isMoving({ family }: PlacedProblem): boolean {
    return this.#speed !== undefined && onlyMoves(family);
  }

  #foretell(problem: Problem): PredictedTime {
    const chosen = this.#rates.choose(problem);
    if (chosen !== undefined) {
      const { seconds, deviation, surface, place, nearest, descriptor } = chosen;
      return {
        seconds,
        deviation,
        standIn: false,
        nearest: { kernel: descriptor.id, problem: nearest },
        surface,
        place,
      };
    }
    const placed = placedOrThrow(problem);
    const isMoving = this.#isMoving(placed);
    // Of another operation, or another kind of it, a few sizes tell less than the bandwidth does.
    const candidates = (isMoving ? kinOf : standInsFor)(placed.family, this.#families);
    for (const { family, doubt } of candidates) {
      const standIn = this.#rates.standIn(family, placed);
      if (standIn === undefined) continue;
      const { seconds, ...nearest } = standIn;
      return {
        seconds,
        deviation: doubt,
        standIn: true,
        nearest,
        surface: `in place of ${placed.family}`,
        place: undefined,
      };
    }
    if (isMoving && this.#speed !== undefined) {
      return {
        seconds: movingSeconds(placed, this.#speed),
        deviation: BANDWIDTH_DOUBT,
        standIn: true,
        nearest: { kernel: BANDWIDTH, problem: placed.family },
        surface: `in place of ${placed.family}`,
        place: undefined,
      };
    }
    const advice = standsAlone(placed.family)
      ? 'Measure this device with the suite "shrink".'
      : 'Measure this device again.';
    throw new FlopscopeError(
      'invalid-input',
      `This profile has no measured kernel that tells the time of "${placed.family}". ${advice}`,
    );
  }
}

type Part = Pick<PredictedTime, 'seconds' | 'deviation' | 'standIn' | 'place'>;
type SurfacePart = Part & Pick<PredictedTime, 'surface'>;

function sumOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { seconds }) => sum + seconds, 0);
}

function placedOrThrow(problem: Problem): PlacedProblem {
  const placed = placeProblem(problem);
  if (placed !== undefined) return placed;
  throw new FlopscopeError('internal', `A ${problem.op} is no part of a network.`);
}

function merged(problems: readonly CountedProblem[]): readonly CountedProblem[] {
  const counts = new Map<Problem, number>();
  for (const { problem, count } of problems) {
    counts.set(problem, count + (counts.get(problem) ?? 0));
  }
  return [...counts].map(([problem, count]) => ({ problem, count }));
}
