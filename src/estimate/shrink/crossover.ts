// From which sparsity on pruned weights are faster than dense ones on a measured device: the stored products lose much
// of their rate, so that a good part of the weights has to go before anything is gained.
import type { Problem, SparseMatmulProblem } from '../../shared/problem.ts';
import type { TimePredictor } from '../prediction/time-predictor.ts';
import type { Range } from '../training-estimate.ts';

/** A layer as it runs with dense weights and with sparse ones, copies included. */
export interface PrunableLayer {
  /** Id in the graph. */
  readonly id: string;
  readonly dense: readonly Problem[];
  readonly sparse: readonly Problem[];
  /** The one of `sparse` that reads the weights; of any density. */
  readonly product: SparseMatmulProblem;
}

export interface CrossoverPoint {
  readonly sparsity: number;
  /** Time of the dense layer over that of the sparse one, with a 95 % interval. */
  readonly speedup: Range;
}

export interface Crossover {
  readonly format: SparseMatmulProblem['format'];
  /** Id of the layer that it was asked of, and its product. */
  readonly layer: string;
  readonly outputs: number;
  readonly inputs: number;
  /** Tokens, or places of the window. */
  readonly rows: number;
  /** Each null where it is not reached below `MOST_SPARSITY`; `low` is the best case. */
  readonly sparsity: {
    readonly value: number | null;
    readonly low: number | null;
    readonly high: number | null;
  };
  /** To be drawn. */
  readonly curve: readonly CrossoverPoint[];
}

/** Beyond, hardly any network keeps its accuracy, and rows keep single weights. */
const MOST_SPARSITY = 0.99;

const CURVE = [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99] as const;

/** 0.99 halved so often is a ten-thousandth. */
const HALVINGS = 13;

/** A 95 % interval is this many deviations to either side. */
const DEVIATIONS = 1.96;

/** Undefined where the profile does not tell the time of the layer in both forms. */
export function crossoverOf(layer: PrunableLayer, predictor: TimePredictor): Crossover | undefined {
  if (![...layer.dense, ...layer.sparse].every((problem) => predictor.knows(problem))) {
    return undefined;
  }
  const known = new Map<number, Range>();
  const at = (sparsity: number): Range => {
    const range = known.get(sparsity) ?? speedupAt(layer, sparsity, predictor);
    known.set(sparsity, range);
    return range;
  };
  const { format, m, n, k } = layer.product;
  return {
    format,
    layer: layer.id,
    outputs: m,
    inputs: k,
    rows: n,
    sparsity: {
      value: crossing((sparsity) => at(sparsity).value),
      low: crossing((sparsity) => at(sparsity).high),
      high: crossing((sparsity) => at(sparsity).low),
    },
    curve: CURVE.map((sparsity) => ({ sparsity, speedup: at(sparsity) })),
  };
}

function speedupAt(
  { dense, sparse, product }: PrunableLayer,
  sparsity: number,
  predictor: TimePredictor,
): Range {
  const thinned: Problem = { ...product, density: 1 - sparsity };
  const counted = (problems: readonly Problem[]) =>
    problems.map((problem) => ({ problem, count: 1 }));
  const { value, deviation } = predictor.ratio(
    counted(dense),
    counted(sparse.map((problem) => (problem === product ? thinned : problem))),
  );
  return {
    value,
    low: value * Math.exp(-DEVIATIONS * deviation),
    high: value * Math.exp(DEVIATIONS * deviation),
  };
}

/** The sparsity at which a speed-up reaches 1; 0 where it is one already, null where it never is. */
function crossing(speedup: (sparsity: number) => number): number | null {
  if (speedup(0) >= 1) return 0;
  if (speedup(MOST_SPARSITY) < 1) return null;
  let [slower, faster] = [0, MOST_SPARSITY];
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (slower + faster) / 2;
    if (speedup(middle) >= 1) faster = middle;
    else slower = middle;
  }
  return faster;
}
