// What the check networks begin and end with.
import type { ModelGraph, Tensor } from '../graph.ts';
import type { GraphBuilder } from '../graph-builder.ts';
import { dimension } from '../shapes.ts';

export function imageInput(
  graph: GraphBuilder,
  batch: number,
  channels: number,
  size: number,
): Tensor {
  return graph.input('image', [
    dimension('batch', batch),
    dimension('channels', channels),
    dimension('height', size),
    dimension('width', size),
  ]);
}

export function tokenInput(
  graph: GraphBuilder,
  batch: number,
  tokens: number,
  features: number,
): Tensor {
  return graph.input('tokens', [
    dimension('batch', batch),
    dimension('tokens', tokens),
    dimension('features', features),
  ]);
}

/** With the loss of a classifier. @param logits batch × classes. */
export function finishClassifier(
  graph: GraphBuilder,
  id: string,
  batch: number,
  logits: Tensor,
): ModelGraph {
  const labels = graph.input('labels', [dimension('batch', batch)], 'integer');
  graph.apply('cross-entropy', 'loss', [logits, labels], {}, { trainingOnly: true });
  return graph.finish({
    id,
    name: id,
    head: 'classification',
    bindings: { batch },
    outputs: [logits],
  });
}

/** A part of a network: the gradient of its output comes from outside. */
export function finishPart(
  graph: GraphBuilder,
  id: string,
  batch: number,
  output: Tensor,
): ModelGraph {
  return graph.finish({ id, name: id, head: 'none', bindings: { batch }, outputs: [output] });
}
