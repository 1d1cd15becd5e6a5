// The weights that a graph with sparse or quantized layers computes with: pruned, or rounded.
import type { ModelGraph } from '../../../src/models/graph.ts';
import { compileProgram } from '../../../src/models/program/compile-program.ts';
import { roundTrip } from '../../../src/models/program/packed-weights/pack-weights.ts';

export function storedParameters(
  graph: ModelGraph,
  dense: ReadonlyMap<string, Float32Array>,
): ReadonlyMap<string, Float32Array> {
  const { packed } = compileProgram(graph, { precision: 'f32', mode: 'inference' });
  const parameters = new Map(dense);
  for (const { parameter, problem } of packed) {
    const values = dense.get(parameter);
    if (values === undefined) throw new Error(`Nothing is known of "${parameter}".`);
    parameters.set(parameter, roundTrip(problem, values));
  }
  return parameters;
}
