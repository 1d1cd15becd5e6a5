// From which sparsity on pruning pays in a model: asked of the layer with most of its work that can be pruned.
import type { ModelGraph } from '../../models/graph.ts';
import { prune } from '../../models/variants/prune.ts';
import { pruneBlocks } from '../../models/variants/prune-blocks.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { type Problem, problemMacs, type SparseMatmulProblem } from '../../shared/problem.ts';
import type { ComparedDevice } from './compare-pass.ts';
import { type Crossover, crossoverOf, type PrunableLayer } from './crossover.ts';
import { type InferenceProgram, inferenceProgram } from './inference-program.ts';

type Format = SparseMatmulProblem['format'];

/** Any sparsity tells which layers are pruned, and what runs around their products. */
const SOME_SPARSITY = { sparsity: 0.5 } as const;

const PRUNING: Readonly<Record<Format, (graph: ModelGraph) => ModelGraph>> = {
  csr: (graph) => prune(graph, SOME_SPARSITY),
  'block-16': (graph) => pruneBlocks(graph, SOME_SPARSITY),
};

/** @returns none for a format that does not apply to the model, or that the profile has no kernels of. */
export function crossoversOf(
  graph: ModelGraph,
  dense: InferenceProgram,
  { predictor, pool }: ComparedDevice,
): readonly Crossover[] {
  return (['csr', 'block-16'] as const).flatMap((format) => {
    const pruned = prunedGraph(graph, format);
    if (pruned === undefined) return [];
    const layer = largestLayer(dense, inferenceProgram(pruned, pool, predictor.precision));
    return layer === undefined ? [] : (crossoverOf(layer, predictor) ?? []);
  });
}

function prunedGraph(graph: ModelGraph, format: Format): ModelGraph | undefined {
  try {
    return PRUNING[format](graph);
  } catch (thrown) {
    if (thrown instanceof FlopscopeError && thrown.code === 'invalid-input') return undefined;
    throw thrown;
  }
}

/** By its dense work; of several that are equally large the last, which has the most weights. */
function largestLayer(
  dense: InferenceProgram,
  pruned: InferenceProgram,
): PrunableLayer | undefined {
  if (!dense.runs || !pruned.runs) return undefined;
  const before = byLayer(dense);
  let best: { readonly layer: PrunableLayer; readonly macs: number } | undefined;
  for (const [id, sparse] of byLayer(pruned)) {
    const product = sparse.find((problem) => problem.op === 'sparse-matmul');
    const plain = before.get(id);
    if (product === undefined || plain === undefined) continue;
    const macs = plain.reduce((sum, problem) => sum + problemMacs(problem), 0);
    if (best === undefined || macs >= best.macs) {
      best = { layer: { id, dense: plain, sparse, product }, macs };
    }
  }
  return best?.layer;
}

function byLayer({
  steps,
}: Extract<InferenceProgram, { runs: true }>): ReadonlyMap<string, readonly Problem[]> {
  const layers = new Map<string, Problem[]>();
  for (const { layer, problem } of steps) {
    layers.set(layer, [...(layers.get(layer) ?? []), problem]);
  }
  return layers;
}

/** Of the storages that a variant uses. */
export function crossoverNotes(
  graph: ModelGraph,
  crossovers: readonly Crossover[],
): readonly string[] {
  return crossovers
    .filter(({ format }) => graph.layers.some(({ attributes }) => attributes['weights'] === format))
    .map(crossoverSentence);
}

const FORMATS = { csr: 'Single pruned weights', 'block-16': 'Pruned blocks of 16×16' } as const;

function crossoverSentence({
  format,
  layer,
  outputs,
  inputs,
  rows,
  sparsity: { value, low, high },
}: Crossover): string {
  const where = `its largest layer, "${layer}" (${inputs} → ${outputs}, ${rows} ${rows === 1 ? 'row' : 'rows'})`;
  if (value === null) {
    return `${FORMATS[format]} gain nothing on this device in ${where}, however few are kept.`;
  }
  const between =
    high === null
      ? `${percent(low ?? 0)} at best, never at worst`
      : `${percent(low ?? 0)}–${percent(high)}`;
  return `${FORMATS[format]} gain on this device from ${percent(value)} zeros on (${between}) in ${where}.`;
}

/** With a space that does not break. */
function percent(share: number): string {
  return `${(100 * share).toFixed(0)}\u00a0%`;
}
