// Graphs small enough to count by hand.
import type { ModelGraph, Tensor } from '../graph.ts';
import { GraphBuilder } from '../graph-builder.ts';
import { dimension } from '../shapes.ts';

export function graphOf(
  build: (graph: GraphBuilder) => Tensor,
  bindings: ModelGraph['bindings'] = { batch: 1 },
): ModelGraph {
  const graph = new GraphBuilder();
  const output = build(graph);
  return graph.finish({
    id: 'small',
    name: 'Small',
    head: 'classification',
    bindings,
    outputs: [output],
  });
}

/** batch × channels × size × size. */
export function image(graph: GraphBuilder, batch: number, channels: number, size: number): Tensor {
  return graph.input('image', [
    dimension('batch', batch),
    dimension('channels', channels),
    dimension('height', size),
    dimension('width', size),
  ]);
}

/** batch × tokens × features. */
export function tokens(
  graph: GraphBuilder,
  batch: number,
  length: number,
  features: number,
): Tensor {
  return graph.input('tokens', [
    dimension('batch', batch),
    dimension('tokens', length),
    dimension('features', features),
  ]);
}

/** One fully connected layer, 4 tokens of 64 features to 32, with these attributes. */
export function oneLinear(attributes: Record<string, string | number | boolean>): ModelGraph {
  return graphOf((graph) =>
    graph.apply('linear', 'fc', [tokens(graph, 1, 4, 64)], { outFeatures: 32, ...attributes }),
  );
}

/** A 3×3 convolution of two images of 16 channels and 8×8 pixels to 32 channels, with these attributes. */
export function oneConvolution(attributes: Record<string, string | number | boolean>): ModelGraph {
  return graphOf(
    (graph) =>
      graph.apply('conv2d', 'conv', [image(graph, 2, 16, 8)], {
        outChannels: 32,
        kernel: 3,
        padding: 1,
        ...attributes,
      }),
    { batch: 2 },
  );
}

export function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('Nothing was thrown.');
}
