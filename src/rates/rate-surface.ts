// The time of one form of a kernel on every problem of a family, from the problems on which it was measured: a constant,
// arithmetic and traffic at its own rates, corrected by what the neighbours on the surface really took.
import { Matrix, solve } from 'ml-matrix';
import { GaussianProcess } from './gaussian-process.ts';

/** Where on a surface a problem lies, and its work. */
export interface Place {
  /** Natural logarithms of sizes; as many for every problem of a surface. */
  readonly at: readonly number[];
  /** 2 × MACs. */
  readonly flops: number;
  /** Compulsory traffic. */
  readonly bytes: number;
}

export interface MeasuredPoint extends Place {
  /** Of one execution. */
  readonly seconds: number;
  /** Standard deviation of the logarithm of the reading. */
  readonly noise: number;
  /** What it was measured on. */
  readonly label: string;
}

export class RateSurface {
  readonly #points: readonly MeasuredPoint[];
  readonly #rates: Rates;
  readonly #process: GaussianProcess;

  /** @param points at least one. */
  constructor(points: readonly MeasuredPoint[]) {
    this.#points = points;
    this.#rates = fitRates(points);
    this.#process = new GaussianProcess(
      points.map((point) => ({
        at: point.at,
        value: Math.log(point.seconds / this.baseSeconds(point)),
        noise: point.noise,
      })),
    );
  }

  /** Seconds of one execution. */
  seconds(place: Place): number {
    return this.baseSeconds(place) * Math.exp(this.#process.mean(place.at));
  }

  /** By the rates alone, for problems that have no place on the surface. */
  baseSeconds({ flops, bytes }: Pick<Place, 'flops' | 'bytes'>): number {
    const { constant, perFlop, perByte } = this.#rates;
    return constant + flops * perFlop + bytes * perByte;
  }

  /** The problem that lies nearest. */
  nearest({ at }: Place): string {
    let best = { label: '', distance: Infinity };
    for (const point of this.#points) {
      const distance = point.at.reduce(
        (sum, each, axis) => sum + (each - (at[axis] ?? each)) ** 2,
        0,
      );
      if (distance < best.distance) best = { label: point.label, distance };
    }
    return best.label;
  }

  /** Covariances of the relative errors of several problems. */
  errors(places: readonly Place[]): readonly (readonly number[])[] {
    return this.#process.covariance(places.map(({ at }) => at)).to2DArray();
  }
}

interface Rates {
  readonly constant: number;
  readonly perFlop: number;
  readonly perByte: number;
}

/** Which of the three rates take part, from what explains most alone: of one point nothing else can be told. */
const SUBSETS = [[1], [2], [0], [0, 1], [0, 2], [1, 2], [0, 1, 2]] as const;

/** A richer explanation has to be this much better, or it follows the noise. */
const WORTH_A_RATE = 0.8;

/** Least squares of the relative errors with rates that cannot be negative: the best of all subsets of the three. */
function fitRates(points: readonly MeasuredPoint[]): Rates {
  let best: { readonly rates: readonly number[]; readonly misfit: number } | undefined;
  for (const subset of SUBSETS) {
    if (subset.length > points.length) continue;
    const rates = leastSquares(points, subset);
    if (rates === undefined) continue;
    const misfit = points.reduce((sum, point) => {
      const base = featuresOf(point).reduce((total, each, i) => total + each * (rates[i] ?? 0), 0);
      return sum + (base / point.seconds - 1) ** 2;
    }, 0);
    if (best === undefined || misfit < WORTH_A_RATE * best.misfit) best = { rates, misfit };
  }
  const [constant = 0, perFlop = 0, perByte = 0] = best?.rates ?? [];
  return { constant, perFlop, perByte };
}

function featuresOf({ flops, bytes }: Place): readonly [number, number, number] {
  return [1, flops, bytes];
}

/** The rates of a subset, 0 for the others; undefined where one would be negative or nothing can be told. */
function leastSquares(
  points: readonly MeasuredPoint[],
  subset: readonly number[],
): readonly number[] | undefined {
  const rows = points.map((point) =>
    subset.map((index) => (featuresOf(point)[index] ?? 0) / point.seconds),
  );
  // Operations are counted in billions, constants in microseconds: every column to its own unit.
  const units = subset.map((_, column) => Math.hypot(...rows.map((row) => row[column] ?? 0)));
  if (units.some((unit) => unit === 0)) return undefined;
  const scaled = new Matrix(
    rows.map((row) => row.map((value, column) => value / (units[column] ?? 1))),
  );
  const found = solve(scaled, Matrix.ones(points.length, 1), true).to1DArray();
  if (found.some((rate) => !(rate > 0))) return undefined;
  const rates = [0, 0, 0];
  for (const [column, index] of subset.entries()) {
    rates[index] = (found[column] ?? 0) / (units[column] ?? 1);
  }
  return rates;
}
