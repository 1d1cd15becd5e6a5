// Finds the feed-forward networks of a transformer: fully connected layers that read the same tokens, an activation,
// perhaps a gate, and one fully connected layer back to the width they came from.
import type { Layer, ModelGraph } from '../graph.ts';
import { tensorOf } from '../layer-kind.ts';
import { GraphReaders } from './graph-readers.ts';

export interface FeedForward {
  /** Tensor of tokens that they read. */
  readonly input: string;
  /** One, or two where one gates the other. */
  readonly up: readonly Layer[];
  readonly down: Layer;
}

/** What stands between the fully connected layers. */
const BETWEEN: ReadonlySet<string> = new Set(['activation', 'dropout', 'elementwise', 'split']);

export function feedForwards(graph: ModelGraph): readonly FeedForward[] {
  const readers = new GraphReaders(graph);
  return graph.layers.flatMap((layer) => feedForwardOf(graph, readers, layer) ?? []);
}

function feedForwardOf(
  graph: ModelGraph,
  readers: GraphReaders,
  down: Layer,
): FeedForward | undefined {
  const [hidden = ''] = down.inputs;
  if (down.operator !== 'linear' || down.trainingOnly || down.repeats !== undefined) {
    return undefined;
  }
  const up: Layer[] = [];
  const between = new Set<Layer>();
  const open = [hidden];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const maker = readers.maker(id);
    if (maker === undefined || readers.isOutput(id)) return undefined;
    if (maker.operator === 'linear') {
      if (!up.includes(maker)) up.push(maker);
    } else if (BETWEEN.has(maker.operator)) {
      if (between.has(maker)) continue;
      between.add(maker);
      open.push(...maker.inputs);
    } else {
      return undefined;
    }
  }
  const [input = ''] = up[0]?.inputs ?? [];
  const inside = new Set([...between, down]);
  const isClosed = [...up, ...between].every((layer) =>
    layer.outputs.every((id) => readers.readers(id).every((reader) => inside.has(reader))),
  );
  const shape = tensorOf(graph, input === '' ? hidden : input).shape;
  const isFeedForward =
    isClosed &&
    [...between].some((layer) => layer.operator === 'activation') &&
    up.every((layer) => layer.inputs[0] === input) &&
    // batch × tokens × features, and back to as many features.
    shape.length === 3 &&
    tensorOf(graph, down.outputs[0] ?? hidden).shape.at(-1)?.size === shape.at(-1)?.size;
  return isFeedForward ? { input, up, down } : undefined;
}
