// Interpolation between scattered points with an honest error: a Gaussian process (Rasmussen and Williams 2006,
// algorithm 2.1) with Matérn-3/2 correlation, whose reach and height are those under which each point is foretold
// best by the others (leave-one-out, ibid. 5.4.2).
import { CholeskyDecomposition, Matrix } from 'ml-matrix';

export interface Observation {
  readonly at: readonly number[];
  readonly value: number;
  /** Standard deviation of its noise. */
  readonly noise: number;
}

interface Shape {
  /** Distance over which values lose their likeness, in units of the coordinates. */
  readonly reach: number;
  /** Standard deviation of the values around zero. */
  readonly height: number;
}

/** Coordinates are natural logarithms of sizes: rates change over factors of two to forty. */
const REACHES = [0.7, 1.4, 2.8, 5.6] as const;
/**
 * Values are logarithms of ratios of times: from 8 % to a factor of two. However well a few points fit, a size that
 * was never varied may matter by as much.
 */
const HEIGHTS = [0.08, 0.12, 0.2, 0.3, 0.5, 0.8] as const;

/** Of one or two points nothing can be learnt: then rates may be a third off at another shape. */
const UNLEARNT: Shape = { reach: 2.8, height: 0.3 };
const FEWEST_TO_LEARN = 3;

export class GaussianProcess {
  readonly #observations: readonly Observation[];
  readonly #shape: Shape;
  readonly #decomposition: CholeskyDecomposition;
  readonly #weights: readonly number[];

  /** @param observations at least one; all with as many coordinates. */
  constructor(observations: readonly Observation[]) {
    this.#observations = observations;
    this.#shape = observations.length < FEWEST_TO_LEARN ? UNLEARNT : bestShape(observations);
    this.#decomposition = new CholeskyDecomposition(covariances(observations, this.#shape));
    const values = Matrix.columnVector(observations.map(({ value }) => value));
    this.#weights = this.#decomposition.solve(values).to1DArray();
  }

  mean(at: readonly number[]): number {
    return this.#observations.reduce(
      (sum, observation, index) =>
        sum + (this.#weights[index] ?? 0) * correlation(at, observation.at, this.#shape),
      0,
    );
  }

  /** Posterior covariance of every pair of places, without the noise of a reading. */
  covariance(places: readonly (readonly number[])[]): Matrix {
    const shape = this.#shape;
    const across = new Matrix(
      this.#observations.map(({ at }) => places.map((place) => correlation(at, place, shape))),
    );
    const explained = across.transpose().mmul(this.#decomposition.solve(across));
    const prior = new Matrix(places.map((a) => places.map((b) => correlation(a, b, shape))));
    return Matrix.sub(prior, explained);
  }
}

function bestShape(observations: readonly Observation[]): Shape {
  let best: { readonly shape: Shape; readonly score: number } | undefined;
  for (const reach of REACHES) {
    for (const height of HEIGHTS) {
      const score = leaveOneOutScore(observations, { reach, height });
      if (best === undefined || score > best.score) best = { shape: { reach, height }, score };
    }
  }
  return best?.shape ?? UNLEARNT;
}

/** Sum of the logarithmic probability densities of each value under the process of the others. */
function leaveOneOutScore(observations: readonly Observation[], shape: Shape): number {
  const decomposition = new CholeskyDecomposition(covariances(observations, shape));
  if (!decomposition.isPositiveDefinite()) return -Infinity;
  const inverse = decomposition.solve(Matrix.eye(observations.length));
  const values = Matrix.columnVector(observations.map(({ value }) => value));
  const weights = decomposition.solve(values);
  let score = 0;
  for (let index = 0; index < observations.length; index++) {
    const variance = 1 / inverse.get(index, index);
    const error = weights.get(index, 0) * variance;
    score -= Math.log(variance) / 2 + error ** 2 / (2 * variance);
  }
  return score;
}

function covariances(observations: readonly Observation[], shape: Shape): Matrix {
  return new Matrix(
    observations.map((a, row) =>
      observations.map(
        (b, column) => correlation(a.at, b.at, shape) + (row === column ? a.noise ** 2 : 0),
      ),
    ),
  );
}

/** Matérn with ν = 3/2: values that are continuous but may bend. */
function correlation(a: readonly number[], b: readonly number[], { reach, height }: Shape): number {
  let squares = 0;
  for (let axis = 0; axis < a.length; axis++) squares += ((a[axis] ?? 0) - (b[axis] ?? 0)) ** 2;
  const distance = (Math.sqrt(3) * Math.sqrt(squares)) / reach;
  return height ** 2 * (1 + distance) * Math.exp(-distance);
}
