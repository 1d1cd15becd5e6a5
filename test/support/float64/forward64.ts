// Runs a ModelGraph forward in float64 on the CPU: slow, simple, and independent of kernels and lowerings.
import type { ModelGraph } from '../../../src/models/graph.ts';
import type { ProgramMode } from '../../../src/models/program/program.ts';
import { BranchTrace } from './branch-trace.ts';
import { type Tensor64, tensor64 } from './operation64.ts';
import { operators64 } from './operators64.ts';

/** By the graph's own ids. */
export type Values64 = ReadonlyMap<string, Float64Array | Uint32Array>;

export interface Forward64Options {
  readonly mode: ProgramMode;
  /** Takes down which way functions with a kink went. */
  readonly branches?: BranchTrace;
}

/** @returns every tensor of the graph by its id; a loss is the mean over its rows. */
export function forward64(
  graph: ModelGraph,
  parameters: Values64,
  inputs: Values64,
  { mode, branches = new BranchTrace() }: Forward64Options,
): Map<string, Float64Array> {
  const results = new Map<string, Float64Array>();
  for (const id of graph.inputs) results.set(id, Float64Array.from(known(inputs, id)));
  const tensor = (id: string): Tensor64 =>
    tensor64(known(graph.tensors, id).shape, known(results, id));
  const parameter = (id: string): Tensor64 =>
    tensor64(known(graph.parameters, id).shape, Float64Array.from(known(parameters, id)));
  for (const layer of graph.layers) {
    if (mode === 'inference' && layer.trainingOnly) continue;
    const outputs = known(
      operators64,
      layer.operator,
    )({
      attributes: layer.attributes,
      inputs: layer.inputs.map(tensor),
      parameters: layer.parameters.map(parameter),
      outputShapes: layer.outputs.map((id) => known(graph.tensors, id).shape),
      mode,
      branches,
    });
    for (const [index, id] of layer.outputs.entries()) {
      const values = outputs[index];
      if (values === undefined) throw new Error(`"${layer.id}" gave no output ${index}.`);
      results.set(id, tensor64(known(graph.tensors, id).shape, values).values);
    }
  }
  return results;
}

function known<T>(map: ReadonlyMap<string, T>, id: string): T {
  const found = map.get(id);
  if (found === undefined) throw new Error(`Nothing is known of "${id}".`);
  return found;
}
