// Holds a program that trains in f32 against float64: its outputs against the forward pass, its gradients against
// central differences.
import type { ModelGraph } from '../../../src/models/graph.ts';
import { createRandom } from '../../../src/shared/random.ts';
import { forward64 } from './forward64.ts';
import { caseData, type GradientCase, known } from './gradient-case.ts';
import { dot, type NumericGradient, numericGradients } from './numeric-gradients.ts';
import { roundingBound } from './rounding-bound.ts';

export interface GradientRun {
  /** By tensor id. A loss may come as one value for each row. */
  readonly outputs: ReadonlyMap<string, Float32Array>;
  /** By parameter id. */
  readonly gradients: ReadonlyMap<string, Float32Array>;
  /** Of float inputs, by tensor id. */
  readonly inputGradients: ReadonlyMap<string, Float32Array>;
}

/** One forward and backward pass. Without output gradients, the sum of the mean losses is differentiated. */
export type GradientRunner = (
  graph: ModelGraph,
  parameters: ReadonlyMap<string, Float32Array>,
  inputs: ReadonlyMap<string, Float32Array | Uint32Array>,
  outputGradients?: ReadonlyMap<string, Float32Array>,
) => Promise<GradientRun>;

export interface GradientReport {
  readonly name: string;
  readonly parametersChecked: number;
  readonly inputsChecked: number;
  readonly entriesChecked: number;
  /** Entries with a kink within the step of the difference. */
  readonly entriesSkipped: number;
  /** Relative to the largest gradient of the tensor, or the largest value of the output. */
  readonly worstError: number;
  /** "gradient of fc.weight, entry 3". */
  readonly worstAt: string;
  readonly bound: number;
}

/** Entries of a tensor that are looked at one by one; the direction covers the others. */
const MOST_ENTRIES = 24;

/**
 * Some gradients are 0 by nature, as those of a bias before batch normalisation: rounding noise there is compared
 * with a twentieth of the largest gradient of the whole case.
 */
const SMALLEST_SCALE = 0.05;

interface Finding {
  readonly error: number;
  readonly at: string;
}

/** @throws Error when a gradient or an output is missing or has another length. */
export async function checkGradients(
  run: GradientRunner,
  gradientCase: GradientCase,
): Promise<GradientReport> {
  const { name, graph, seed } = gradientCase;
  const data = caseData(gradientCase);
  const seeds = data.outputGradients.size > 0 ? data.outputGradients : undefined;
  const result = await run(graph, data.parameters, data.inputs, seeds);
  const problem = {
    graph,
    parameters: widened(data.parameters),
    inputs: new Map(
      [...data.inputs].map(([id, values]) => [
        id,
        values instanceof Float32Array ? Float64Array.from(values) : values,
      ]),
    ),
    outputGradients: widened(data.outputGradients),
  };
  const floatInputs = graph.inputs.filter(
    (id) => known(graph, id).elements === 'float' && !gradientCase.constants.includes(id),
  );
  const chosen = new Map(
    [...graph.parameters.keys(), ...floatInputs].map((id) => {
      const length = (data.parameters.get(id) ?? data.inputs.get(id))?.length ?? 0;
      return [id, someEntries(length, seed)] as const;
    }),
  );
  const numeric = numericGradients(problem, chosen, seed);
  const largest = Math.max(...[...numeric.values()].map(largestOf));
  const exact = forward64(graph, problem.parameters, problem.inputs, { mode: 'training' });
  const findings = [
    ...graph.outputs.map((id) => compareOutput(id, result.outputs, exact)),
    ...[...numeric].flatMap(([id, gradient]) => {
      const computed = graph.parameters.has(id) ? result.gradients : result.inputGradients;
      const floor = SMALLEST_SCALE * largest;
      return compareGradient(id, gradient, found(computed, id, 'gradient'), floor);
    }),
  ];
  const worst = findings.reduce((a, b) => (b.error > a.error ? b : a));
  return {
    name,
    parametersChecked: graph.parameters.size,
    inputsChecked: floatInputs.length,
    entriesChecked: sum([...numeric.values()].map(({ entries }) => entries.length)),
    entriesSkipped: sum([...numeric.values()].map(({ skipped }) => skipped)),
    worstError: worst.error,
    worstAt: worst.at,
    bound: roundingBound(graph),
  };
}

function compareOutput(
  id: string,
  outputs: ReadonlyMap<string, Float32Array>,
  exact: ReadonlyMap<string, Float64Array>,
): Finding {
  const wanted = found(exact, id, 'output');
  const values = found(outputs, id, 'output');
  const computed =
    wanted.length === 1 && values.length > 1 ? [sum([...values]) / values.length] : [...values];
  if (computed.length !== wanted.length)
    throw new Error(`"${id}" has ${wanted.length} values and ${computed.length} came back.`);
  const scale = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const errors = computed.map((value, index) => Math.abs(value - (wanted[index] ?? NaN)) / scale);
  return { error: worstOf(errors), at: `output ${id}` };
}

function compareGradient(
  id: string,
  numeric: NumericGradient,
  computed: Float32Array,
  floor: number,
): Finding[] {
  const scale = Math.max(largestOf(numeric), floor);
  const findings = numeric.entries.map(({ index, value }) => ({
    error: worstOf([Math.abs((computed[index] ?? NaN) - value) / scale]),
    at: `gradient of ${id}, entry ${index}`,
  }));
  if (numeric.direction === undefined) return findings;
  const { signs, value } = numeric.direction;
  // Errors of either sign add up like a random walk.
  const width = scale * Math.sqrt(signs.length);
  const error = worstOf([Math.abs(dot(signs, computed) - value) / width]);
  return [...findings, { error, at: `gradient of ${id}, all entries` }];
}

/** The direction speaks where most gradients are 0 and the chosen entries missed the others. */
function largestOf({ entries, direction }: NumericGradient): number {
  const along = direction ? Math.abs(direction.value) / Math.sqrt(direction.signs.length) : 0;
  return entries.reduce((most, { value }) => Math.max(most, Math.abs(value)), along);
}

/** Infinite for anything that is no number, which must never pass. */
function worstOf(errors: readonly number[]): number {
  return errors.reduce((most, error) => Math.max(most, Number.isNaN(error) ? Infinity : error), 0);
}

function someEntries(length: number, seed: number): readonly number[] {
  const all = Array.from({ length }, (_, index) => index);
  if (length <= MOST_ENTRIES) return all;
  const random = createRandom(seed);
  const first = [0, length - 1];
  const drawn = Array.from({ length: MOST_ENTRIES - first.length }, () =>
    Math.floor(random() * length),
  );
  return [...new Set([...first, ...drawn])];
}

function widened(values: ReadonlyMap<string, Float32Array>): Map<string, Float64Array> {
  return new Map([...values].map(([id, each]) => [id, Float64Array.from(each)]));
}

function found<T>(map: ReadonlyMap<string, T>, id: string, what: string): T {
  const value = map.get(id);
  if (value === undefined) throw new Error(`There is no ${what} of "${id}".`);
  return value;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
