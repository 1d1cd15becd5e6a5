// Counts one forward pass of a model: exact parameters, MACs and FLOPs, layer by layer, and what was left out.
import { type CostedLayer, costGraph } from './cost.ts';
import type { Bindings, ModelGraph, TensorShape } from './graph.ts';
import { listNotCounted } from './not-counted.ts';
import type { NotCounted } from './not-counted-item.ts';

export type { NotCounted } from './not-counted-item.ts';

export interface LayerCount {
  readonly id: string;
  readonly name: string;
  readonly block: string;
  readonly operator: string;
  readonly outputShape: TensorShape;
  /** Parameters first used here; a tied weight counts at its first layer only. */
  readonly params: number;
  readonly macs: number;
  readonly flops: number;
  /** Read and written by the forward pass in f32, every tensor once. */
  readonly bytes: number;
}

export interface ModelCount {
  readonly id: string;
  readonly name: string;
  readonly head: string;
  readonly bindings: Bindings;
  readonly params: number;
  /** Parameters that one token or example uses; equal to `params` unless experts or tasks share the model. */
  readonly activeParams: number;
  /** Multiply-accumulates of matrix products and convolutions. */
  readonly macs: number;
  /** 2 × MACs + all other arithmetic. */
  readonly flops: number;
  /** 2 × MACs. */
  readonly matrixFlops: number;
  readonly otherFlops: number;
  readonly bytes: number;
  readonly layers: readonly LayerCount[];
  readonly notCounted: readonly NotCounted[];
  /** What was decided in building the model that changes the count. */
  readonly notes: readonly string[];
}

/** One inference forward pass at the graph's bindings, in f32. */
export function countModel(graph: ModelGraph): ModelCount {
  const costed = costGraph(graph, { precision: 'f32', mode: 'inference' });
  const layers = costed.layers
    .filter(({ layer }) => !layer.trainingOnly)
    .map((each) => countLayer(graph, each));
  const sum = (pick: (layer: LayerCount) => number) =>
    layers.reduce((total, layer) => total + pick(layer), 0);
  const macs = sum((layer) => layer.macs);
  const flops = sum((layer) => layer.flops);
  return {
    id: graph.id,
    name: graph.name,
    head: graph.head,
    bindings: graph.bindings,
    params: costed.params,
    activeParams: costed.layers.reduce((total, layer) => total + layer.activeParams, 0),
    macs,
    flops,
    matrixFlops: 2 * macs,
    otherFlops: flops - 2 * macs,
    bytes: sum((layer) => layer.bytes),
    layers,
    notCounted: listNotCounted(graph, costed),
    notes: graph.notes,
  };
}

function countLayer(graph: ModelGraph, { layer, params, cost }: CostedLayer): LayerCount {
  const { macs, flops, bytesRead, bytesWritten } = cost.forward;
  return {
    id: layer.id,
    name: layer.name,
    block: layer.block,
    operator: layer.operator,
    outputShape: graph.tensors.get(layer.outputs[0] ?? '')?.shape ?? [],
    params,
    macs,
    flops,
    bytes: bytesRead + bytesWritten,
  };
}
