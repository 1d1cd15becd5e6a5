// The kernels that an inference of a graph runs, layer by layer; or why it cannot be run.
import type { ModelGraph } from '../../models/graph.ts';
import {
  compileProgram,
  type MissingLayer,
  missingLayers,
} from '../../models/program/compile-program.ts';
import type { Precision, Problem } from '../../shared/problem.ts';

export interface ProgramStep {
  /** Id of the layer that it belongs to. */
  readonly layer: string;
  /** The same object for equal problems of one comparison. */
  readonly problem: Problem;
}

export type InferenceProgram =
  | { readonly runs: true; readonly steps: readonly ProgramStep[] }
  | { readonly runs: false; readonly missing: readonly MissingLayer[] };

/** Equal problems of several programs become one object, which is then looked up once. */
export class ProblemPool {
  readonly #known = new Map<string, Problem>();

  shared(problem: Problem): Problem {
    const key = JSON.stringify(
      Object.entries(problem).sort(([first], [second]) => (first < second ? -1 : 1)),
    );
    const known = this.#known.get(key) ?? problem;
    this.#known.set(key, known);
    return known;
  }
}

export function inferenceProgram(
  graph: ModelGraph,
  pool: ProblemPool,
  precision: Precision = 'f32',
): InferenceProgram {
  const options = { precision, mode: 'inference' } as const;
  const fed = withCachesFed(graph);
  const missing = missingLayers(fed, options);
  if (missing.length > 0) return { runs: false, missing };
  const { dispatches } = compileProgram(fed, options);
  return {
    runs: true,
    steps: dispatches.map(({ layer, problem }) => ({ layer, problem: pool.shared(problem) })),
  };
}

/** Cached keys and values of a step of writing are written by no layer: they come from outside. */
function withCachesFed(graph: ModelGraph): ModelGraph {
  const written = new Set([...graph.inputs, ...graph.layers.flatMap(({ outputs }) => outputs)]);
  const fed = new Set(
    graph.layers
      .filter(({ trainingOnly }) => !trainingOnly)
      .flatMap(({ inputs }) => inputs.filter((id) => !written.has(id))),
  );
  return fed.size === 0 ? graph : { ...graph, inputs: [...graph.inputs, ...fed] };
}
