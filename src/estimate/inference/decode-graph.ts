// One step of writing: a graph built for a single token, whose attention reads the keys and values of all tokens so
// far from a cache.
import {
  elementCount,
  type ModelGraph,
  type Tensor,
  type TensorShape,
} from '../../models/graph.ts';
import { tensorOf } from '../../models/layer-kind.ts';
import { findOperator } from '../../models/operators.ts';

export interface DecodeGraph {
  readonly graph: ModelGraph;
  /** Elements of all keys and values that the step reads. */
  readonly cacheElements: number;
}

/**
 * @param graph of one token per sequence. @param tokens that stand in the cache, the new one included.
 * The products of attention get cached keys (batch × heads × tokens × features) and values; every shape behind them
 * is inferred anew.
 */
export function decodeGraph(graph: ModelGraph, tokens: number): DecodeGraph {
  const tensors = new Map(graph.tensors);
  let cacheElements = 0;
  const cached = (id: string): string => {
    const tensor = tensorOf(graph, id);
    const cacheId = `${id}:cache`;
    if (tensors.has(cacheId)) return cacheId;
    const shape = longer(tensor.shape, tokens);
    cacheElements += elementCount(shape);
    tensors.set(cacheId, { ...tensor, id: cacheId, storage: cacheId, shape });
    return cacheId;
  };
  const layers = graph.layers.map((layer) => {
    const reads = layer.role === 'attention-scores' || layer.role === 'attention-context';
    const [first = '', second = ''] = layer.inputs;
    const inputs = reads ? [first, cached(second)] : layer.inputs;
    const shapes = findOperator(layer.operator).inferShapes({
      attributes: layer.attributes,
      inputs: inputs.map((id) => shapeOf(tensors, graph, id)),
    });
    for (const [index, id] of layer.outputs.entries()) {
      const shape = shapes[index];
      if (shape) tensors.set(id, { ...tensorOf(graph, id), shape });
    }
    return reads ? { ...layer, inputs } : layer;
  });
  return { graph: { ...graph, tensors, layers }, cacheElements };
}

function shapeOf(tensors: ReadonlyMap<string, Tensor>, graph: ModelGraph, id: string): TensorShape {
  return (tensors.get(id) ?? tensorOf(graph, id)).shape;
}

/** Tokens are the last axis but one. */
function longer(shape: TensorShape, tokens: number): TensorShape {
  const axis = shape.length - 2;
  return shape.map((dimension, index) =>
    index === axis ? { ...dimension, size: tokens } : dimension,
  );
}
