// What a training step keeps from forward to backward, when some weights are frozen or blocks are recomputed.
import { elementCount, type Layer } from '../../models/graph.ts';
import { LayerKinds, tensorOf } from '../../models/layer-kind.ts';
import type { Precision } from '../../shared/problem.ts';
import { recomputedBlocks } from '../../models/model-blocks.ts';
import type { Checkpointing } from './regime.ts';
import type { TunedGraph } from './tuned-graph.ts';

/** Token ids and labels are u32 whatever the precision. */
const INTEGER_BYTES = 4;

/**
 * Operators that keep their input for the gradient of their weights alone: frozen, they keep nothing. The data
 * gradient of the others (normalisations, functions) needs what they keep.
 */
const KEPT_FOR_WEIGHTS: ReadonlySet<string> = new Set(['linear', 'conv2d', 'conv-nd']);

export interface KeptActivations {
  /** At the moment when most is held. */
  readonly bytes: number;
  /** Places of the layers that run forward a second time. */
  readonly recomputed: ReadonlySet<number>;
}

/** Peak of what is kept at once; with recomputation the borders of all blocks and the inside of the largest. */
export function keptActivations(
  tuned: TunedGraph,
  precision: Precision,
  checkpointing: Checkpointing,
): KeptActivations {
  const { graph } = tuned;
  const kinds = new LayerKinds(graph, precision, true);
  const kept = (layer: Layer): { storages: readonly string[]; extra: number } => {
    const reached = layer.outputs.some((id) => tensorOf(graph, id).requiresGradient);
    if (!reached) return { storages: [], extra: 0 };
    const { inputs = [], outputs = [], extraBytes = 0 } = kinds.of(layer).kept;
    const forWeights = KEPT_FOR_WEIGHTS.has(layer.operator) && !tuned.trains(layer);
    const ids = [
      ...(forWeights ? [] : inputs.map((index) => layer.inputs[index])),
      ...outputs.map((index) => layer.outputs[index]),
    ];
    return {
      storages: ids.flatMap((id) => (id === undefined ? [] : [tensorOf(graph, id).storage])),
      extra: extraBytes,
    };
  };
  const bytesOf = (storage: string) => {
    const { shape, elements } = tensorOf(graph, storage);
    return elementCount(shape) * (elements === 'integer' ? INTEGER_BYTES : kinds.elementBytes);
  };

  const always = new Set<string>();
  let extra = 0;
  const recomputed = new Set<number>();
  const insides: { readonly storages: Set<string>; readonly extra: number }[] = [];
  const blocks = checkpointing === 'blocks' ? recomputedBlocks(graph) : [];
  for (const { start, end } of blocks) {
    const layers = graph.layers.slice(start, end);
    const reached = layers.some((layer) =>
      layer.outputs.some((id) => tensorOf(graph, id).requiresGradient),
    );
    if (!reached) continue;
    const made = new Set(layers.flatMap(({ outputs }) => outputs));
    const inside = new Set<string>();
    let extraInside = 0;
    for (const [offset, layer] of layers.entries()) {
      recomputed.add(start + offset);
      for (const id of layer.inputs) if (!made.has(id)) always.add(tensorOf(graph, id).storage);
      const own = kept(layer);
      for (const storage of own.storages) inside.add(storage);
      extraInside += own.extra;
    }
    insides.push({ storages: inside, extra: extraInside });
  }
  for (const [index, layer] of graph.layers.entries()) {
    if (recomputed.has(index)) continue;
    const own = kept(layer);
    for (const storage of own.storages) always.add(storage);
    extra += own.extra;
  }
  let bytes = extra;
  for (const storage of always) bytes += bytesOf(storage);
  const largest = insides.reduce((most, inside) => {
    let sum = inside.extra;
    for (const storage of inside.storages) if (!always.has(storage)) sum += bytesOf(storage);
    return Math.max(most, sum);
  }, 0);
  return { bytes: bytes + largest, recomputed };
}
