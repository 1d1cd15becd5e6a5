// Unstructured pruning: single weights are removed, and what is left is stored as compressed sparse rows.
import * as v from 'valibot';
import { sparseGrid } from '../../shared/problem.ts';
import type { ModelGraph } from '../graph.ts';
import { unknownName } from '../nearest-names.ts';
import { counted } from './counted.ts';
import { erkDensities } from './erk-densities.ts';
import { parseParameters, percent, refusal, sparsityParameter } from './parse-parameters.ts';
import { storeWeights } from './store-weights.ts';
import {
  leftDenseNotes,
  type WeightLayer,
  weightLayers,
  type WeightLayers,
} from './weight-layers.ts';
import type { WeightStorage } from './weight-storage.ts';

const pruneParameters = v.strictObject({
  /** Share of the weights of the pruned layers that is removed. */
  sparsity: sparsityParameter,
  /** The same share of every layer, or Erdős–Rényi-Kernel. */
  allocation: v.optional(v.picklist(['uniform', 'erk']), 'uniform'),
  /**
   * When absent, dense where every layer loses the same share: the first convolution has few weights, and every other
   * layer depends on what it sees (Evci et al. 2020, arXiv 1911.11134, section 3). Erdős–Rényi-Kernel spares it anyway.
   */
  firstConvolution: v.optional(v.picklist(['dense', 'pruned'])),
});

/** @throws FlopscopeError `invalid-input` for parameters that are wrong or a model without such layers. */
export function prune(
  graph: ModelGraph,
  parameters: v.InferInput<typeof pruneParameters>,
): ModelGraph {
  const chosen = parseParameters(pruneParameters, parameters);
  const { sparsity, allocation } = chosen;
  const { firstConvolution = allocation === 'uniform' ? 'dense' : 'pruned' } = chosen;
  const found = weightLayers(graph);
  const first = found.layers.find(({ layer }) => layer.operator === 'conv2d');
  const kept = firstConvolution === 'dense' ? first : undefined;
  const rest = found.layers.filter((each) => each.weight !== kept?.weight);
  if (rest.length === 0) throw nothingToPrune(graph);
  const densities =
    allocation === 'erk'
      ? densitiesByWeight(rest, sparsity)
      : new Map(rest.map((each) => [each.weight, 1 - sparsity]));
  const pruned = rest.filter((each) => losesWeights(each, densities.get(each.weight) ?? 1));
  if (pruned.length === 0) {
    throw refusal(
      `No layer of ${graph.name} loses a weight at a sparsity of ${sparsity}: each output keeps a whole number of them. Choose a higher sparsity.`,
    );
  }
  const how = allocation === 'erk' ? 'spread by Erdős–Rényi-Kernel' : 'the same share of each';
  return storePruned(graph, found, pruned, densities, {
    name: `${graph.name}, ${percent(sparsity)} pruned`,
    notes: [
      `${percent(sparsity)} of the weights of ${counted(pruned.length, 'layer')} are removed, ${how}; the rest is stored as compressed rows. Biases and normalisations stay.`,
      ...(kept === undefined
        ? []
        : [
            `The first convolution, "${kept.layer.id}", stays dense: it has few weights, and every layer depends on it.`,
          ]),
    ],
  });
}

/**
 * As `prune`, with the density of each layer given, as magnitudes under one global threshold leave it.
 * @param densities by layer id: the share of weights that is kept, above 0, at most 1. Layers not named stay dense.
 */
export function pruneByLayer(
  graph: ModelGraph,
  densities: Readonly<Record<string, number>>,
): ModelGraph {
  const found = weightLayers(graph);
  const byId = new Map(found.layers.map((each) => [each.layer.id, each]));
  const chosen = new Map<string, number>();
  const pruned: WeightLayer[] = [];
  for (const [id, density] of Object.entries(densities)) {
    const layer = byId.get(id);
    if (layer === undefined) {
      throw unknownName(
        'layer that can be pruned',
        id,
        [...byId.keys()].map((key) => ({ id: key, name: key })),
      );
    }
    if (!(density > 0 && density <= 1)) {
      throw refusal(
        `The density ${String(density)} of layer "${id}" cannot be used: it is the share of weights that is kept. Give a number above 0 and at most 1.`,
      );
    }
    if (density === 1) continue;
    chosen.set(layer.weight, density);
    pruned.push(layer);
  }
  if (pruned.length === 0) throw nothingToPrune(graph);
  const tied = found.layers.filter((each) => chosen.has(each.weight));
  return storePruned(graph, found, tied, chosen, {
    name: `${graph.name}, pruned`,
    notes: [
      `${counted(tied.length, 'layer is', 'layers are')} pruned, each to a density of its own, and stored as compressed rows.`,
    ],
  });
}

/** Every row keeps a whole number of weights: of few it may keep all, and is no smaller for being stored so. */
function losesWeights({ outFeatures, inFeatures }: WeightLayer, density: number): boolean {
  const { kept } = sparseGrid({ m: outFeatures, k: inFeatures, format: 'csr', density });
  return kept < inFeatures;
}

function nothingToPrune(graph: ModelGraph) {
  return refusal(
    `${graph.name} has no layer to prune: no fully connected layer, and no convolution without groups beyond the first. Choose another variant.`,
  );
}

/** Layers that share a weight share its density, and it counts once. */
function densitiesByWeight(
  layers: readonly WeightLayer[],
  sparsity: number,
): ReadonlyMap<string, number> {
  const once = [...new Map(layers.map((each) => [each.weight, each])).values()];
  const shapes = once.map(({ layer, kernel, outFeatures, inFeatures, inChannels }) => ({
    outFeatures,
    inFeatures,
    inChannels,
    ...(layer.operator === 'linear' ? {} : { kernel }),
  }));
  const densities = erkDensities(shapes, sparsity);
  return new Map(once.map((each, index) => [each.weight, densities[index] ?? 1]));
}

function storePruned(
  graph: ModelGraph,
  found: WeightLayers,
  pruned: readonly WeightLayer[],
  densities: ReadonlyMap<string, number>,
  told: { readonly name: string; readonly notes: readonly string[] },
): ModelGraph {
  const storages = new Map<WeightLayer, WeightStorage>();
  for (const each of pruned) {
    const density = densities.get(each.weight) ?? 1;
    if (density < 1) storages.set(each, { weights: 'csr', density });
  }
  return storeWeights(graph, storages, {
    name: told.name,
    notes: [...told.notes, ...leftDenseNotes(found)],
  });
}
