// How tfjs stores the parameters of a graph: filters Kh×Kw×Cin×Cout, linear weights in × out, images with their
// channels last, so that a linear layer behind them meets its features in another order.
import type { Layer } from '../../../src/models/graph.ts';
import type { ModelGraph } from '../../../src/models/graph.ts';

export interface PeerLayout {
  /** Of the graph's own storage, split as far as `order` needs it. */
  readonly sizes: readonly number[];
  /** Axis i of the peer's storage is axis `order[i]` of the graph's. */
  readonly order: readonly number[];
  /** As the peer's operation wants it. */
  readonly shape: readonly number[];
}

/** Out, in, height, width to height, width, in, out. */
const FILTER_ORDER = [2, 3, 1, 0] as const;

/** By parameter id. */
export function peerLayouts(graph: ModelGraph): ReadonlyMap<string, PeerLayout> {
  const layouts = new Map<string, PeerLayout>();
  for (const layer of graph.layers) {
    for (const [index, id] of layer.parameters.entries()) {
      const sizes = (graph.parameters.get(id)?.shape ?? []).map(({ size }) => size);
      layouts.set(id, index === 0 ? weightLayout(graph, layer, sizes) : unchanged(sizes));
    }
  }
  return layouts;
}

function weightLayout(graph: ModelGraph, layer: Layer, sizes: readonly number[]): PeerLayout {
  if (layer.operator === 'conv2d') {
    const [out = 0, channels = 0, height = 0, width = 0] = sizes;
    return { sizes, order: FILTER_ORDER, shape: [height, width, channels, out] };
  }
  if (layer.operator !== 'linear') return unchanged(sizes);
  const [out = 0, features = 0] = sizes;
  const shape = [features, out];
  const image = flattenedImage(graph, layer);
  return image === undefined
    ? { sizes, order: [1, 0], shape }
    : { sizes: [out, ...image], order: FILTER_ORDER, shape };
}

function unchanged(sizes: readonly number[]): PeerLayout {
  return { sizes, order: sizes.map((_, axis) => axis), shape: sizes };
}

/** Channels, height and width of the images whose flattened values the layer reads. */
function flattenedImage(graph: ModelGraph, { inputs }: Layer): readonly number[] | undefined {
  const [input = ''] = inputs;
  const before = graph.layers.find(({ outputs }) => outputs.includes(input));
  if (before?.operator !== 'flatten') return undefined;
  const image = graph.tensors.get(before.inputs[0] ?? '')?.shape.map(({ size }) => size);
  return image?.length === 4 ? image.slice(1) : undefined;
}
