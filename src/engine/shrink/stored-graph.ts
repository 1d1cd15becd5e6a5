// The network as a variant stores it: the graph with sparse or quantized weights that its pieces are counted by and, where
// this device can, run as.
import type { ModelGraph } from '../../models/graph.ts';
import type { DigitsScheme } from '../../models/digits-shrink/digits-plan.ts';
import { leastDensity } from '../../models/program/packed-weights/sparse-weights.ts';
import { pruneByLayer } from '../../models/variants/prune.ts';
import { quantize } from '../../models/variants/quantize.ts';
import { storeWeights } from '../../models/variants/store-weights.ts';
import { type WeightLayer, weightLayers } from '../../models/variants/weight-layers.ts';
import type { WeightStorage } from '../../models/variants/weight-storage.ts';
import { arrayOf, type NetworkWeights } from './network-weights.ts';

/**
 * The layers that lose weights: all but the first convolution, as the variant `prune` leaves it (Evci et al. 2020,
 * arXiv:1911.11134, section 3).
 */
export function prunedLayers(graph: ModelGraph): readonly WeightLayer[] {
  const { layers } = weightLayers(graph);
  const first = layers.find(({ layer }) => layer.operator === 'conv2d');
  return layers.filter((each) => each !== first);
}

/** Compressed rows with room for exactly what is left of each pruned layer. @param weights pruned. */
export function prunedGraph(graph: ModelGraph, { parameters }: NetworkWeights): ModelGraph {
  const densities = prunedLayers(graph).map(({ layer, weight, outFeatures, inFeatures }) => {
    const sizes = { m: outFeatures, k: inFeatures, format: 'csr' } as const;
    return [layer.id, leastDensity(arrayOf(parameters, weight), sizes)] as const;
  });
  return pruneByLayer(graph, Object.fromEntries(densities));
}

/**
 * Every layer of weights in integers.
 * @param groupSize of int4: neighbours along the input that share a scale; one for each output where it does not divide
 *   the inputs, as those of the first convolution.
 */
export function quantizedGraph(
  graph: ModelGraph,
  scheme: DigitsScheme,
  groupSize: number | undefined,
): ModelGraph {
  if (scheme !== 'int4-weights' || groupSize === undefined) return quantize(graph, { scheme });
  const storages = weightLayers(graph).layers.map((layer): [WeightLayer, WeightStorage] => {
    const { inFeatures } = layer;
    const group = inFeatures % groupSize === 0 ? groupSize : inFeatures;
    return [layer, { weights: scheme, groupSize: group }];
  });
  return storeWeights(graph, new Map(storages), { name: `${graph.name}, ${scheme}`, notes: [] });
}
