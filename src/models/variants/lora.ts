// LoRA as a variant (Hu et al. 2021, arXiv 2106.09685): low-rank matrices kept beside the frozen weights, as a network
// serves them that several tasks share.
import { elementCount, type ModelGraph } from '../graph.ts';
import { counted } from './counted.ts';
import { type AdapterChoice, withAdapters } from './low-rank-adapters.ts';
import { parseParameters, percent, wholeNumber } from './parse-parameters.ts';

/** Far beyond what is published; a larger one is a slip of the keyboard. */
const MOST_RANK = 1024;

const rankParameter = wholeNumber(
  1,
  MOST_RANK,
  (typed) =>
    `A rank of ${typed} cannot be used for LoRA. Choose a whole number from 1 to ${MOST_RANK}, 8 as a rule.`,
);

/** The matrices that the paper adapts in GPT-3, of queries and values (its section 4.2). */
export function queryAndValue(rank: number): AdapterChoice {
  return { rank: parseParameters(rankParameter, rank), matrices: 'query-value' };
}

/** @throws FlopscopeError `invalid-input` for a rank that cannot be used, or a model without attention. */
export function lora(graph: ModelGraph, { rank }: { readonly rank: number }): ModelGraph {
  const { rank: checked, matrices } = queryAndValue(rank);
  const { graph: adapted, adapters } = withAdapters(graph, checked, matrices);
  const sizeOf = ({ parameters }: ModelGraph) =>
    [...new Set(parameters.values())].reduce((sum, { shape }) => sum + elementCount(shape), 0);
  const added = sizeOf(adapted) - sizeOf(graph);
  // Each adapter is two layers.
  const matricesAdapted = counted(adapters.size / 2, 'matrix', 'matrices');
  return {
    ...adapted,
    notes: [
      ...graph.notes,
      `Adapters of rank ${checked} stand beside ${matricesAdapted} of queries and values: ${added.toLocaleString('en')} parameters (${percent(added / sizeOf(graph))}) are trained and kept for each task. Merged into the weights they take no time: the dense network runs.`,
    ],
  };
}
