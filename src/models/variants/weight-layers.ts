// The layers whose weights pruning, quantization and factorisation can apply to, and those that have to stay as they
// are, each with its reason.
import * as v from 'valibot';
import { elementCount, type Layer, type ModelGraph } from '../graph.ts';
import { tensorOf } from '../layer-kind.ts';
import { conv2dAttributes } from '../operators/conv2d.operator.ts';
import { linearAttributes } from '../operators/linear.operator.ts';
import { findOperator } from '../operators.ts';
import { counted } from './counted.ts';
import { percent, refusal } from './parse-parameters.ts';
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
  /** Layers of other operators that multiply by weights: experts, recurrent cells. */
  readonly ofOtherKinds: readonly Layer[];
  /** Of all parameters, those of `ofOtherKinds`. */
  readonly otherShare: number;
}

/** They multiply by weights, and no kernel reads these sparse or quantized. */
const OTHER_KINDS: ReadonlySet<string> = new Set([
  'additive-scores',
  'contraction',
  'conv-nd',
  'expert-linear',
  'recurrent',
]);

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
  const ofOtherKinds: Layer[] = [];
  for (const layer of graph.layers) {
    if (layer.trainingOnly) continue;
    if (OTHER_KINDS.has(layer.operator) && layer.parameters.length > 0) ofOtherKinds.push(layer);
    const found = weightLayer(graph, layer);
    if (found === undefined) continue;
    if (found === 'grouped') grouped.push(layer);
    else if ((readers.get(found.weight)?.size ?? 0) > 1) sharedWithTables.push(layer);
    else layers.push(found);
  }
  const otherShare = shareOfParameters(graph, ofOtherKinds);
  return { layers, grouped, sharedWithTables, ofOtherKinds, otherShare };
}

function shareOfParameters(graph: ModelGraph, layers: readonly Layer[]): number {
  const wanted = new Set(layers.flatMap(({ parameters }) => parameters));
  let [all, own] = [0, 0];
  for (const [id, { shape }] of graph.parameters) {
    const elements = elementCount(shape);
    all += elements;
    if (wanted.has(id)) own += elements;
  }
  return all === 0 ? 0 : own / all;
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
export function leftDenseNotes({
  grouped,
  sharedWithTables,
  ofOtherKinds,
  otherShare,
}: WeightLayers): readonly string[] {
  const notes: string[] = [];
  if (grouped.length > 0) {
    notes.push(
      grouped.length === 1
        ? '1 convolution in groups keeps dense weights: no kernel reads its weights otherwise.'
        : `${grouped.length} convolutions in groups (depthwise ones among them) keep dense weights: no kernel reads theirs otherwise.`,
    );
  }
  if (ofOtherKinds.length > 0) {
    const kinds = new Set(ofOtherKinds.map(({ operator }) => findOperator(operator).label));
    notes.push(
      `${counted(ofOtherKinds.length, 'layer keeps', 'layers keep')} dense weights, ${percent(otherShare)} of the model: no kernel reads those of ${[...kinds].join(', ')} otherwise.`,
    );
  }
  for (const layer of sharedWithTables) {
    notes.push(
      `"${layer.id}" keeps dense weights: they are the embedding table too, of which single rows are read.`,
    );
  }
  return notes;
}
