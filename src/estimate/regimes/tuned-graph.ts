// The model as a recipe trains it: all of it, its last layers, or adapters beside frozen weights. What is frozen
// changes which tensors need a gradient, and so how far backward reaches and what it keeps.
import { elementCount, type Layer, type ModelGraph, type Tensor } from '../../models/graph.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { bodyBlocks, headStart, holdsWeights } from '../../models/model-blocks.ts';
import { withAdapters } from '../../models/variants/low-rank-adapters.ts';
import type { Tuning } from './regime.ts';

export interface TunedGraph {
  readonly graph: ModelGraph;
  /** Whether the layer's own weights are trained. */
  readonly trains: (layer: Layer) => boolean;
  readonly params: number;
  readonly trainedParams: number;
  /** What was decided, for the list of assumptions. */
  readonly notes: readonly string[];
}

const cache = new WeakMap<ModelGraph, Map<string, TunedGraph>>();

/** @throws FlopscopeError `invalid-input` when the model has no such layers. */
export function tuneGraph(graph: ModelGraph, tuning: Tuning): TunedGraph {
  const key = JSON.stringify(tuning);
  const ofGraph = cache.get(graph) ?? new Map<string, TunedGraph>();
  const known = ofGraph.get(key);
  if (known) return known;
  const tuned = tune(graph, tuning);
  cache.set(graph, ofGraph.set(key, tuned));
  return tuned;
}

function tune(graph: ModelGraph, tuning: Tuning): TunedGraph {
  const params = sizeOf(graph, new Set(graph.parameters.keys()));
  switch (tuning.kind) {
    case 'all':
      return { graph, trains: () => true, params, trainedParams: params, notes: [] };
    case 'last':
      return frozen(graph, lastLayers(graph, tuning.blocks), [
        `Only the head${tuning.blocks === 0 ? '' : ` and the last ${tuning.blocks} of ${bodyBlocks(graph).length} blocks`} are trained: backward stops there. Layers below run forward as in training.`,
      ]);
    case 'lora': {
      const { graph: adapted, adapters } = withAdapters(graph, tuning.rank, tuning.matrices);
      return frozen(adapted, adapters, [
        `Adapters of rank ${tuning.rank} stand beside ${(adapted.parameters.size - graph.parameters.size) / 2} frozen matrices; the weights themselves get no gradient and no state.`,
      ]);
    }
  }
}

/** Ids of the layers that are trained: the head and so many blocks before it. */
function lastLayers(graph: ModelGraph, blocks: number): ReadonlySet<string> {
  const body = bodyBlocks(graph);
  if (blocks > body.length) {
    throw new FlopscopeError(
      'invalid-input',
      `${graph.name} has ${body.length} blocks before its head, fewer than ${blocks}. Train fewer of them, or all layers.`,
    );
  }
  const start = body[body.length - blocks]?.start ?? headStart(graph);
  return new Set(
    graph.layers
      .slice(start)
      .filter(holdsWeights)
      .map(({ id }) => id),
  );
}

function frozen(
  graph: ModelGraph,
  layers: ReadonlySet<string>,
  notes: readonly string[],
): TunedGraph {
  const trained = new Set<string>();
  const fixed = new Set<string>();
  for (const layer of graph.layers) {
    for (const id of layer.parameters) {
      // Tied to a frozen layer further down, as output tables are to the embedding: it stays frozen.
      if (!layers.has(layer.id)) fixed.add(id);
      else if (!fixed.has(id)) trained.add(id);
    }
  }
  if (trained.size === 0) {
    throw new FlopscopeError(
      'invalid-input',
      `${graph.name} has no weights of its own there: they are shared with frozen layers. Train more blocks, or all layers.`,
    );
  }
  const trains = ({ id, parameters }: Layer) =>
    layers.has(id) && parameters.some((each) => trained.has(each));
  return {
    graph: withGradients(graph, trains),
    trains,
    params: sizeOf(graph, new Set(graph.parameters.keys())),
    trainedParams: sizeOf(graph, trained),
    notes: sharesFrozen(graph, layers, fixed)
      ? [
          ...notes,
          'Weights that a frozen layer below shares (an embedding that is the output layer too) stay frozen.',
        ]
      : notes,
  };
}

function sharesFrozen(graph: ModelGraph, layers: ReadonlySet<string>, fixed: ReadonlySet<string>) {
  return graph.layers.some(
    ({ id, parameters }) => layers.has(id) && parameters.some((each) => fixed.has(each)),
  );
}

/** Gradients flow from the trained layers up. */
function withGradients(graph: ModelGraph, trains: (layer: Layer) => boolean): ModelGraph {
  const tensors = new Map<string, Tensor>(
    [...graph.tensors].map(([id, tensor]) => [id, { ...tensor, requiresGradient: false }]),
  );
  for (const layer of graph.layers) {
    const reached =
      trains(layer) || layer.inputs.some((id) => tensors.get(id)?.requiresGradient === true);
    if (!reached) continue;
    for (const id of layer.outputs) {
      const tensor = tensors.get(id);
      if (tensor) tensors.set(id, { ...tensor, requiresGradient: true });
    }
  }
  return { ...graph, tensors };
}

function sizeOf(graph: ModelGraph, ids: ReadonlySet<string>): number {
  let total = 0;
  for (const id of ids) total += elementCount(graph.parameters.get(id)?.shape ?? []);
  return total;
}
