// The time of every problem of a family, from those of its problems that were measured: launch, arithmetic and
// traffic at the family's own rates, corrected by what the neighbours on the surface really took.
import { GaussianProcess } from './gaussian-process.ts';
import type { PlacedProblem } from './problem-family.ts';

export interface MeasuredPoint {
  readonly placed: PlacedProblem;
  /** Median of one execution. */
  readonly seconds: number;
  /** Half-width of its 95 % interval over the median. */
  readonly halfWidth: number;
  /** Descriptor id of the kernel, and what it was measured on. */
  readonly kernel: string;
  readonly label: string;
}

/** A 95 % interval is this many deviations to either side. */
const DEVIATIONS = 1.96;
/**
 * Readings of the same kernel minutes apart differ by more than the interval within a block says: the repeatability
 * benchmark finds 1 to 2 %.
 */
const REPEATABILITY = 0.02;

export class RateSurface {
  readonly #family: string | undefined;
  readonly #points: readonly MeasuredPoint[];
  readonly #rates: Rates;
  readonly #process: GaussianProcess;

  /** @param points at least one. */
  constructor(points: readonly MeasuredPoint[], launchSeconds: number) {
    this.#family = points[0]?.placed.family;
    this.#points = points;
    this.#rates = fitRates(points, launchSeconds);
    this.#process = new GaussianProcess(
      points.map(({ placed, seconds, halfWidth }) => ({
        at: placed.coordinates,
        value: Math.log(seconds / baseSeconds(placed, this.#rates)),
        noise: Math.hypot(halfWidth / DEVIATIONS, REPEATABILITY),
      })),
    );
  }

  /** Seconds of one execution. A problem of another family has no place on the surface: only rates count then. */
  seconds(placed: PlacedProblem): number {
    const base = baseSeconds(placed, this.#rates);
    if (placed.family !== this.#family) return base;
    return base * Math.exp(this.#process.mean(placed.coordinates));
  }

  /** The measured kernel on the most alike problem; any one where the family is another. */
  nearest({ coordinates }: PlacedProblem): { readonly kernel: string; readonly problem: string } {
    let best: { readonly point: MeasuredPoint; readonly distance: number } | undefined;
    for (const point of this.#points) {
      const distance = point.placed.coordinates.reduce(
        (sum, each, axis) => sum + (each - (coordinates[axis] ?? each)) ** 2,
        0,
      );
      if (best === undefined || distance < best.distance) best = { point, distance };
    }
    return { kernel: best?.point.kernel ?? '', problem: best?.point.label ?? '' };
  }

  /** Covariances of the relative errors of several problems of the family; 0 for those of another. */
  errors(placed: readonly PlacedProblem[]): readonly (readonly number[])[] {
    if (placed.some(({ family }) => family !== this.#family)) return placed.map(() => []);
    return this.#process.covariance(placed.map(({ coordinates }) => coordinates)).to2DArray();
  }
}

interface Rates {
  readonly launch: number;
  readonly perFlop: number;
  readonly perByte: number;
}

function baseSeconds({ flops, bytes }: PlacedProblem, rates: Rates): number {
  return rates.launch + flops * rates.perFlop + bytes * rates.perByte;
}

/**
 * Least squares of the relative errors with rates that cannot be negative: of two unknowns, the best of both
 * together or either alone.
 */
function fitRates(points: readonly MeasuredPoint[], launchSeconds: number): Rates {
  // A kernel of several dispatches, or one that hides its launch: the fastest reading bounds it.
  const launch = Math.min(launchSeconds, ...points.map(({ seconds }) => seconds / 2));
  const rows = points.map(({ placed, seconds }) => {
    const net = seconds - launch;
    return { flops: placed.flops / seconds, bytes: placed.bytes / seconds, net: net / seconds };
  });
  const sum = (pick: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + pick(row), 0);
  const ff = sum((row) => row.flops ** 2);
  const fb = sum((row) => row.flops * row.bytes);
  const bb = sum((row) => row.bytes ** 2);
  const fn = sum((row) => row.flops * row.net);
  const bn = sum((row) => row.bytes * row.net);
  const determinant = ff * bb - fb ** 2;
  const candidates: Rates[] = [];
  // Rows that are multiples of each other tell the sum only.
  if (determinant > 1e-9 * ff * bb) {
    candidates.push({
      launch,
      perFlop: (fn * bb - bn * fb) / determinant,
      perByte: (bn * ff - fn * fb) / determinant,
    });
  }
  if (ff > 0) candidates.push({ launch, perFlop: fn / ff, perByte: 0 });
  if (bb > 0) candidates.push({ launch, perFlop: 0, perByte: bn / bb });
  const allowed = candidates.filter(({ perFlop, perByte }) => perFlop >= 0 && perByte >= 0);
  const misfit = ({ perFlop, perByte }: Rates) =>
    sum((row) => (row.flops * perFlop + row.bytes * perByte - row.net) ** 2);
  return allowed.reduce((best, each) => (misfit(each) < misfit(best) ? each : best), {
    launch,
    perFlop: 0,
    perByte: 0,
    ...allowed[0],
  });
}
