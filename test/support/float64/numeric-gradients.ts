// Gradients by central differences in float64: what the executor's backward pass is held against.
import { type ModelGraph } from '../../../src/models/graph.ts';
import { createRandom } from '../../../src/shared/random.ts';
import { BranchTrace } from './branch-trace.ts';
import { forward64, type Values64 } from './forward64.ts';
import { at } from './operation64.ts';

/**
 * Relative to the entry, absolute below 1. The error of a central difference is about h²·f‴/6 + 10⁻¹⁶·f/h, 10⁻¹⁰ on
 * both sides for quantities of order one: four orders below what f32 can tell.
 */
const STEP = 1e-5;

/** All entries move at once, so each moves less. */
const DIRECTION_STEP = 1e-6;

/** Directions that are tried before one without a kink is given up. */
const DIRECTION_TRIES = 4;

export interface NumericProblem {
  readonly graph: ModelGraph;
  readonly parameters: ReadonlyMap<string, Float64Array>;
  readonly inputs: Values64;
  /** By output id; not used where the graph has a loss, which is then minimised. */
  readonly outputGradients: ReadonlyMap<string, Float64Array>;
}

export interface NumericGradient {
  readonly entries: readonly { readonly index: number; readonly value: number }[];
  /** Derivative along a vector of ±1, which every entry has a part in; absent where a kink was always in the way. */
  readonly direction?: { readonly signs: Float64Array; readonly value: number };
  /** Entries that were left out because a function had a kink within the step. */
  readonly skipped: number;
}

/** @param chosen the entries of each parameter and float input that are looked at, by its id. */
export function numericGradients(
  problem: NumericProblem,
  chosen: ReadonlyMap<string, readonly number[]>,
  seed: number,
): ReadonlyMap<string, NumericGradient> {
  const gradients = new Map<string, NumericGradient>();
  for (const [id, indices] of chosen) {
    const values = floatsOf(problem, id);
    const entries = indices.flatMap((index) => {
      const unit = new Float64Array(values.length);
      unit[index] = 1;
      const step = STEP * Math.max(1, Math.abs(at(values, index)));
      const value = derivative(problem, id, unit, step);
      return value === undefined ? [] : [{ index, value }];
    });
    const direction = alongAll(problem, id, values.length, seed);
    gradients.set(id, {
      entries,
      ...(direction === undefined ? {} : { direction }),
      skipped: indices.length - entries.length,
    });
  }
  return gradients;
}

function alongAll(problem: NumericProblem, id: string, length: number, seed: number) {
  const random = createRandom(seed);
  for (let attempt = 0; attempt < DIRECTION_TRIES; attempt++) {
    const signs = Float64Array.from({ length }, () => (random() < 0.5 ? -1 : 1));
    const value = derivative(problem, id, signs, DIRECTION_STEP);
    if (value !== undefined) return { signs, value };
  }
  return undefined;
}

/** Undefined where the two ends of the step do not lie on one smooth piece. */
function derivative(
  problem: NumericProblem,
  id: string,
  direction: Float64Array,
  step: number,
): number | undefined {
  const ahead = objective(problem, id, direction, step);
  const behind = objective(problem, id, direction, -step);
  if (ahead.branches !== behind.branches) return undefined;
  return (ahead.value - behind.value) / (2 * step);
}

function objective(problem: NumericProblem, id: string, direction: Float64Array, amount: number) {
  const { graph, outputGradients } = problem;
  const moved = floatsOf(problem, id).map((value, index) => value + amount * at(direction, index));
  const replace = <T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T | Float64Array> =>
    map.has(id) ? new Map<string, T | Float64Array>([...map, [id, moved]]) : map;
  const trace = new BranchTrace();
  const results = forward64(graph, replace(problem.parameters), replace(problem.inputs), {
    mode: 'training',
    branches: trace,
  });
  const losses = lossIds(graph);
  const value =
    losses.length > 0
      ? losses.reduce((sum, loss) => sum + at(results.get(loss) ?? new Float64Array(), 0), 0)
      : [...outputGradients].reduce(
          (sum, [output, seeds]) => sum + dot(seeds, results.get(output) ?? new Float64Array()),
          0,
        );
  return { value, branches: trace.signature };
}

/** Ids of the tensors that the graph's losses write. */
const LOSSES = new Set(['cross-entropy', 'soft-cross-entropy']);

export function lossIds(graph: ModelGraph): readonly string[] {
  return graph.layers
    .filter(({ operator }) => LOSSES.has(operator))
    .flatMap(({ outputs }) => outputs);
}

export function dot(a: Float64Array | Float32Array, b: Float64Array | Float32Array): number {
  if (a.length !== b.length) throw new Error(`${a.length} and ${b.length} values do not pair up.`);
  let sum = 0;
  for (const [index, value] of a.entries()) sum += value * (b[index] ?? 0);
  return sum;
}

function floatsOf({ parameters, inputs }: NumericProblem, id: string): Float64Array {
  const values = parameters.get(id) ?? inputs.get(id);
  if (values instanceof Float64Array) return values;
  throw new Error(`"${id}" is neither a parameter nor a float input.`);
}
