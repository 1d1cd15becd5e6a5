// A small convolutional network for the handwritten digits: three convolutions, each halving or keeping the image,
// and one fully connected layer. 10 seconds on a laptop teach it.
import { GraphBuilder } from './graph-builder.ts';
import type { ModelGraph, Tensor } from './graph.ts';
import { dimension } from './shapes.ts';
import { normalisedConvolution } from './zoo/families/convolutions.ts';

/** Pixels along an edge, and classes, of the data set. */
const EDGE = 28;
export const DIGITS_CLASSES = 10;

/** Ids of its inputs and of its result. */
export const DIGITS_INPUTS = { images: 'image', labels: 'labels', targets: 'targets' } as const;

/** Channels of the three convolutions. */
export type DigitsWidths = readonly [number, number, number];

const WIDTHS: DigitsWidths = [16, 32, 48];

export interface DigitsNetworkOptions {
  readonly widths?: DigitsWidths;
  /** It learns from a teacher's probabilities too, which are one more input. */
  readonly teacher?: { readonly temperature: number; readonly softWeight: number };
}

/** @param batch images of 1 × 28 × 28. The loss is part of the graph, for training only. */
export function digitsNetwork(batch: number, options: DigitsNetworkOptions = {}): ModelGraph {
  const { widths = WIDTHS, teacher } = options;
  const graph = new GraphBuilder();
  let x = graph.input(DIGITS_INPUTS.images, [
    dimension('batch', batch),
    dimension('channels', 1),
    dimension('height', EDGE),
    dimension('width', EDGE),
  ]);
  for (const [index, outChannels] of widths.entries()) {
    const spec = { outChannels, kernel: 3, padding: 1, ...(index === 0 ? {} : { stride: 2 }) };
    x = normalisedConvolution(graph, `features.${index}`, x, spec, { activation: 'relu' });
  }
  x = graph.apply('flatten', 'flatten', [x]);
  const logits = graph.apply('linear', 'classifier', [x], { outFeatures: DIGITS_CLASSES });
  addLoss(graph, batch, logits, teacher);
  return graph.finish({
    id: 'digits-network',
    name: 'Digits network',
    head: 'classification',
    bindings: { batch },
    outputs: [logits],
  });
}

function addLoss(
  graph: GraphBuilder,
  batch: number,
  logits: Tensor,
  teacher: DigitsNetworkOptions['teacher'],
): void {
  const labels = graph.input(DIGITS_INPUTS.labels, [dimension('batch', batch)], 'integer');
  if (teacher === undefined) {
    graph.apply('cross-entropy', 'loss', [logits, labels], {}, { trainingOnly: true });
    return;
  }
  const shape = [dimension('batch', batch), dimension('features', DIGITS_CLASSES)];
  const targets = graph.input(DIGITS_INPUTS.targets, shape);
  const inputs = [logits, labels, targets];
  graph.apply('soft-cross-entropy', 'loss', inputs, { ...teacher }, { trainingOnly: true });
}
