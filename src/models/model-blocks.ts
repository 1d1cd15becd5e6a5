// The blocks of a model, as its own names group its layers: what is recomputed at once, and what counts as "the last".
import type { Layer, ModelGraph } from './graph.ts';

/** Neighbouring layers of one block. */
export interface BlockRun {
  readonly block: string;
  /** Places in `graph.layers`, from `start` up to and without `end`. */
  readonly start: number;
  readonly end: number;
}

export function blockRuns(graph: ModelGraph): readonly BlockRun[] {
  const runs: BlockRun[] = [];
  for (const [index, { block }] of graph.layers.entries()) {
    const last = runs.at(-1);
    if (last?.block === block) runs[runs.length - 1] = { ...last, end: index + 1 };
    else runs.push({ block, start: index, end: index + 1 });
  }
  return runs;
}

/**
 * Blocks that checkpointing recomputes: named ones of several layers. The loss and the output layer over a
 * vocabulary are not recomputed, as they are what backward starts from.
 */
export function recomputedBlocks(graph: ModelGraph): readonly BlockRun[] {
  return blockRuns(graph).filter(({ block, start, end }) => {
    if (block === '' || end - start < 2) return false;
    return graph.layers
      .slice(start, end)
      .every(({ trainingOnly, role }) => !trainingOnly && role !== 'language-model-head');
  });
}

/** "layer4.2", "h.11", "encoder_layer_0", "inception5b", "albert_layers.0 (12)": one of a row. */
const REPEATED = /\d[a-z]?( \(\d+\))?$/;

/** Blocks of the body that hold weights, first to last. */
export function bodyBlocks(graph: ModelGraph): readonly BlockRun[] {
  const weighted = blockRuns(graph).filter(
    ({ block, start, end }) => block !== '' && graph.layers.slice(start, end).some(holdsWeights),
  );
  const repeated = weighted.filter(({ block }) => REPEATED.test(block));
  if (repeated.length > 0) return repeated;
  // A model without a row of blocks: all named parts but the last, which is its head.
  return weighted.slice(0, -1);
}

/** Where the head begins: after the last block of the body. */
export function headStart(graph: ModelGraph): number {
  return bodyBlocks(graph).at(-1)?.end ?? 0;
}

export function holdsWeights({ parameters, trainingOnly }: Layer): boolean {
  return parameters.length > 0 && !trainingOnly;
}
