// Where layers are being added: the graph, the block they are listed under, and whether they use the weights of
// an earlier layer of the same name.
import type { Attributes, LayerRole, Tensor } from '../../../graph.ts';
import type { GraphBuilder, LayerOptions } from '../../../graph-builder.ts';
import type { NormSpec } from './transformer-spec.ts';

export interface Part {
  readonly graph: GraphBuilder;
  readonly block: string;
  /** Weights are those of the earlier layers of these names (ALBERT). */
  readonly shared?: boolean;
}

export function layerOptions(part: Part, name: string, role?: LayerRole): LayerOptions {
  return {
    block: part.block,
    ...(part.shared ? { tied: { weight: `${name}.weight`, bias: `${name}.bias` } } : {}),
    ...(role === undefined ? {} : { role }),
  };
}

export function apply(
  part: Part,
  operator: string,
  name: string,
  inputs: readonly Tensor[],
  attributes: Attributes = {},
  role?: LayerRole,
): Tensor {
  return part.graph.apply(operator, name, inputs, attributes, layerOptions(part, name, role));
}

export function project(
  part: Part,
  name: string,
  input: Tensor,
  outFeatures: number,
  bias: boolean,
): Tensor {
  return apply(part, 'linear', name, [input], { outFeatures, bias });
}

export function normalise(part: Part, name: string, input: Tensor, spec: NormSpec): Tensor {
  const { kind, learned = true, bias = true } = spec;
  if (kind === 'rms') return apply(part, 'rms-norm', name, [input], { learned });
  return apply(part, 'layer-norm', name, [input], learned && bias ? {} : { learned, bias });
}

/** Nothing at rate 0. */
export function drop(part: Part, name: string, input: Tensor, rate: number): Tensor {
  return rate === 0 ? input : apply(part, 'dropout', name, [input], { rate });
}

export function add(part: Part, name: string, ...inputs: readonly Tensor[]): Tensor {
  return apply(part, 'elementwise', name, inputs, { kind: 'add' });
}
