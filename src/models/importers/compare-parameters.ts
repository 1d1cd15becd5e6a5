// Holds the graph that an architecture gives against the elements that the file lists: they must be equal, or the
// reader is told.
import { asFlopscopeError } from '../../shared/errors.ts';
import type { WeightSummary } from './imported-model.ts';
import { plainText } from './plain-text.ts';
import { type BuildableModel, countParameters } from './transformer-model.ts';

export interface Comparison {
  /** The graph can be built; false where the sizes contradict each other. */
  readonly usable: boolean;
  readonly warnings: readonly string[];
}

/**
 * @param bufferElements of the file that are known to be no parameters: masks, rotation tables.
 * @param source of the architecture: "config.json".
 */
export function compareParameters(
  model: BuildableModel,
  weights: WeightSummary,
  bufferElements: number,
  source: string,
): Comparison {
  let params: number;
  try {
    params = countParameters(model.buildGraph({}));
  } catch (thrown) {
    const { message } = asFlopscopeError(thrown);
    return {
      usable: false,
      warnings: [`No graph can be built from ${source}: ${plainText(message, 500)}`],
    };
  }
  const stored = weights.elements - bufferElements;
  const more = stored - params;
  if (more === 0) return { usable: true, warnings: [] };
  const difference = Math.abs(more).toLocaleString('en');
  return {
    usable: true,
    warnings: [
      `The file holds ${stored.toLocaleString('en')} elements and the model of ${source} has ${params.toLocaleString('en')} parameters: ${difference} ${more > 0 ? 'more' : 'fewer'} in the file. A head, tables that are not trained, packed weights, or another model.`,
    ],
  };
}
