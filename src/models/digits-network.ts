// A small convolutional network for the handwritten digits: three convolutions, each halving or keeping the image,
// and one fully connected layer. 10 seconds on a laptop teach it.
import { GraphBuilder } from './graph-builder.ts';
import type { ModelGraph } from './graph.ts';
import { dimension } from './shapes.ts';
import { normalisedConvolution } from './zoo/families/convolutions.ts';

/** Pixels along an edge, and classes, of the data set. */
const EDGE = 28;
const CLASSES = 10;

/** Ids of its inputs and of its result. */
export const DIGITS_INPUTS = { images: 'image', labels: 'labels' } as const;

/** @param batch images of 1 × 28 × 28. The loss is part of the graph, for training only. */
export function digitsNetwork(batch: number): ModelGraph {
  const graph = new GraphBuilder();
  let x = graph.input(DIGITS_INPUTS.images, [
    dimension('batch', batch),
    dimension('channels', 1),
    dimension('height', EDGE),
    dimension('width', EDGE),
  ]);
  const options = { activation: 'relu' } as const;
  const widths = [
    { outChannels: 16, kernel: 3, padding: 1 },
    { outChannels: 32, kernel: 3, stride: 2, padding: 1 },
    { outChannels: 48, kernel: 3, stride: 2, padding: 1 },
  ];
  for (const [index, spec] of widths.entries()) {
    x = normalisedConvolution(graph, `features.${index}`, x, spec, options);
  }
  x = graph.apply('flatten', 'flatten', [x]);
  const logits = graph.apply('linear', 'classifier', [x], { outFeatures: CLASSES });
  const labels = graph.input(DIGITS_INPUTS.labels, [dimension('batch', batch)], 'integer');
  graph.apply('cross-entropy', 'loss', [logits, labels], {}, { trainingOnly: true });
  return graph.finish({
    id: 'digits-network',
    name: 'Digits network',
    head: 'classification',
    bindings: { batch },
    outputs: [logits],
  });
}
