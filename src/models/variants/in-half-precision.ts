// f16 as a variant: the graph stays as it is, and the run that it is counted and timed for is one of 16-bit floats.
import type { ModelGraph } from '../graph.ts';

export function inHalfPrecision(graph: ModelGraph): ModelGraph {
  return {
    ...graph,
    name: `${graph.name}, f16`,
    notes: [
      ...graph.notes,
      'Weights and activations are 16-bit floats: half the bytes, and as many FLOPs. It is trained in f32, and its weights are rounded.',
    ],
  };
}
