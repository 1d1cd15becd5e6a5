// Counts one forward pass of a model: exact parameters, MACs and FLOPs, layer by layer, and what was left out.
import { FlopscopeError } from '../shared/errors.ts';
import type { Bindings, ModelGraph, TensorShape } from './graph.ts';

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
  /** Read and written by the forward pass in f32. */
  readonly bytes: number;
}

export interface NotCounted {
  /** "Dropout". */
  readonly what: string;
  readonly reason: string;
  /** How many FLOPs it could add to this forward pass; null where that cannot be said. */
  readonly flopsAtMost: number | null;
}

export interface ModelCount {
  readonly id: string;
  readonly name: string;
  readonly head: string;
  readonly bindings: Bindings;
  readonly params: number;
  /** Multiply-accumulates of matrix products and convolutions. */
  readonly macs: number;
  /** 2 × MACs + all other arithmetic. */
  readonly flops: number;
  readonly matrixFlops: number;
  readonly otherFlops: number;
  readonly bytes: number;
  readonly layers: readonly LayerCount[];
  readonly notCounted: readonly NotCounted[];
  readonly notes: readonly string[];
}

/** One inference forward pass at the graph's bindings. */
export function countModel(graph: ModelGraph): ModelCount {
  throw new FlopscopeError('internal', `Counting ${graph.id} is being built.`);
}
