// Block pruning: whole blocks of 16×16 weights are removed, so that what is left can be read and multiplied like small
// dense matrices (Gray et al., GPU Kernels for Block-Sparse Weights, 2017).
import * as v from 'valibot';
import { SPARSE_BLOCK, storedWeights } from '../../shared/problem.ts';
import type { ModelGraph } from '../graph.ts';
import { counted } from './counted.ts';
import { parseParameters, percent, refusal, sparsityParameter } from './parse-parameters.ts';
import { storeWeights } from './store-weights.ts';
import { leftDenseNotes, type WeightLayer, weightLayers } from './weight-layers.ts';

const pruneBlocksParameters = v.strictObject({
  /** Share of the blocks that is removed. */
  sparsity: sparsityParameter,
});

/**
 * The first convolution stays dense, as in `prune`, and so does a layer of too few blocks to get smaller.
 * @throws FlopscopeError `invalid-input` for a sparsity that cannot be used or a model without such layers.
 */
export function pruneBlocks(
  graph: ModelGraph,
  parameters: v.InferInput<typeof pruneBlocksParameters>,
): ModelGraph {
  const { sparsity } = parseParameters(pruneBlocksParameters, parameters);
  const density = 1 - sparsity;
  const found = weightLayers(graph);
  const first = found.layers.find(({ layer }) => layer.operator === 'conv2d');
  const rest = found.layers.filter((each) => each.weight !== first?.weight);
  const pruned = rest.filter((each) => getsSmaller(each, density));
  if (pruned.length === 0) {
    throw refusal(
      `${graph.name} has no layer that loses a block of ${SPARSE_BLOCK}×${SPARSE_BLOCK} weights at a sparsity of ${sparsity}. Choose a higher sparsity, or remove single weights ("pruned").`,
    );
  }
  const small = rest.length - pruned.length;
  const storages = new Map(pruned.map((each) => [each, { weights: 'block-16', density } as const]));
  return storeWeights(graph, storages, {
    name: `${graph.name}, ${percent(sparsity)} of blocks pruned`,
    notes: [
      `${percent(sparsity)} of the ${SPARSE_BLOCK}×${SPARSE_BLOCK} blocks of ${counted(pruned.length, 'layer')} are removed. The first convolution, biases and normalisations stay.`,
      ...(small === 0
        ? []
        : [
            small === 1
              ? '1 layer of too few blocks to get smaller stays dense.'
              : `${small} layers of too few blocks to get smaller stay dense.`,
          ]),
      ...leftDenseNotes(found),
    ],
  });
}

/** Every row of blocks keeps at least one, and blocks reach beyond the edges: ten outputs take as many as sixteen. */
function getsSmaller({ outFeatures, inFeatures }: WeightLayer, density: number): boolean {
  const sizes = { m: outFeatures, k: inFeatures, format: 'block-16', density } as const;
  return storedWeights(sizes) < outFeatures * inFeatures;
}
