// Block pruning: whole blocks of 16×16 weights are removed, so that what is left can be read and multiplied like small
// dense matrices (Gray et al., GPU Kernels for Block-Sparse Weights, 2017).
import * as v from 'valibot';
import { SPARSE_BLOCK } from '../../shared/problem.ts';
import type { ModelGraph } from '../graph.ts';
import { parseParameters, percent, refusal, sparsityParameter } from './parse-parameters.ts';
import { storeWeights } from './store-weights.ts';
import { leftDenseNotes, type WeightLayer, weightLayers } from './weight-layers.ts';

const pruneBlocksParameters = v.strictObject({
  /** Share of the blocks that is removed. */
  sparsity: sparsityParameter,
});

/**
 * The first convolution stays dense, as in `prune`, and so does a layer that has too few blocks to lose one.
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
  const pruned = rest.filter((each) => losesBlocks(each, density));
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
      `${percent(sparsity)} of the ${SPARSE_BLOCK}×${SPARSE_BLOCK} blocks of ${pruned.length} layers are removed. The first convolution, biases and normalisations stay.`,
      ...(small === 0 ? [] : [`${small} layers with too few blocks to lose one stay dense.`]),
      ...leftDenseNotes(found),
    ],
  });
}

/** Every row of blocks keeps a whole number of them, at least one. */
function losesBlocks({ inFeatures }: WeightLayer, density: number): boolean {
  const across = Math.ceil(inFeatures / SPARSE_BLOCK);
  return Math.max(1, Math.round(across * density)) < across;
}
