// The layers whose weights pruning, quantization and factorisation can apply to, and those that have to stay as they
// are, each with its reason.
import * as v from 'valibot';
import type { Layer, ModelGraph } from '../graph.ts';
import { tensorOf } from '../layer-kind.ts';
import { conv2dAttributes } from '../operators/conv2d.operator.ts';
import { linearAttributes } from '../operators/linear.operator.ts';
import { refusal } from './parse-parameters.ts';
import type { WeightMatrix, WeightStorage } from './weight-storage.ts';

export interface WeightLayer extends WeightMatrix {
  readonly layer: Layer;
  /** Id of the parameter; layers that are tied name the same. */
  readonly weight: string;
  readonly kernel: readonly [number, number];
  readonly inChannels: number;
}

export interface WeightLayers {
  /** In the order of the graph. */
  readonly layers: readonly WeightLayer[];
  /** Convolutions in groups, for which no such kernel exists. */
  readonly grouped: readonly Layer[];
  /** Layers whose weight is also an embedding table, which is read row by row. */
  readonly sharedWithTables: readonly Layer[];
}

/**
 * Fully connected layers and convolutions that run at inference.
 * @throws FlopscopeError `invalid-input` when some are stored otherwise already.
 */
export function weightLayers(graph: ModelGraph): WeightLayers {
  const readers = new Map<string, Set<string>>();
  for (const layer of graph.layers) {
    for (const id of layer.parameters) {
      readers.set(id, (readers.get(id) ?? new Set()).add(layer.operator));
    }
  }
  const layers: WeightLayer[] = [];
  const grouped: Layer[] = [];
  const sharedWithTables: Layer[] = [];
  for (const layer of graph.layers) {
    if (layer.trainingOnly) continue;
    const found = weightLayer(graph, layer);
    if (found === undefined) continue;
    if (found === 'grouped') grouped.push(layer);
    else if ((readers.get(found.weight)?.size ?? 0) > 1) sharedWithTables.push(layer);
    else layers.push(found);
  }
  return { layers, grouped, sharedWithTables };
}

function weightLayer(graph: ModelGraph, layer: Layer): WeightLayer | 'grouped' | undefined {
  const [weight] = layer.parameters;
  const [input] = layer.inputs;
  if (weight === undefined || input === undefined) return undefined;
  const { shape } = tensorOf(graph, input);
  if (layer.operator === 'linear') {
    const attributes = v.parse(linearAttributes, layer.attributes);
    refuseStored(graph, layer, attributes);
    const inFeatures = shape.at(-1)?.size ?? 0;
    const { outFeatures } = attributes;
    return { layer, weight, outFeatures, inFeatures, kernel: [1, 1], inChannels: inFeatures };
  }
  if (layer.operator !== 'conv2d') return undefined;
  const attributes = v.parse(conv2dAttributes, layer.attributes);
  refuseStored(graph, layer, attributes);
  if (attributes.groups > 1) return 'grouped';
  const inChannels = shape[1]?.size ?? 0;
  const { kernel, outChannels: outFeatures } = attributes;
  const inFeatures = inChannels * kernel[0] * kernel[1];
  return { layer, weight, outFeatures, inFeatures, kernel, inChannels };
}

function refuseStored(graph: ModelGraph, layer: Layer, { weights }: WeightStorage): void {
  if (weights === 'dense') return;
  throw refusal(
    `${graph.name} has weights stored as ${weights} already (layer "${layer.id}"), and no kernel reads weights that are compressed twice. Leave one of the two out; what changes the layers themselves (channels, low-rank, fused) comes before it.`,
  );
}

/** Why layers keep dense weights, as sentences. */
export function leftDenseNotes({ grouped, sharedWithTables }: WeightLayers): readonly string[] {
  const notes: string[] = [];
  if (grouped.length > 0) {
    notes.push(
      `${grouped.length} convolutions in groups (depthwise ones among them) keep dense weights: no kernel reads theirs otherwise.`,
    );
  }
  for (const layer of sharedWithTables) {
    notes.push(
      `"${layer.id}" keeps dense weights: they are the embedding table too, of which single rows are read.`,
    );
  }
  return notes;
}
