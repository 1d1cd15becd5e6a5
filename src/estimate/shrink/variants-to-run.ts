// The graphs behind a question about variants, for really running them beside the dense network.
import type { ModelGraph } from '../../models/graph.ts';
import { parseVariants } from '../../models/variants/parse-variants.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { InferenceUse } from '../inference/parse-inference.ts';
import { trainingSubject } from '../training-subject.ts';
import { buildForUse } from './prepare-variant.ts';

export interface VariantsToRun {
  readonly dense: ModelGraph;
  readonly variants: readonly { readonly id: string; readonly graph: ModelGraph }[];
  /** Those that do not apply, or that are not run in f32, and why. */
  readonly refused: readonly { readonly id: string; readonly message: string }[];
}

/**
 * @param model id in the zoo.
 * @param typed as the command line takes it: "pruned:0.9,int8".
 * @throws FlopscopeError `unknown-name` or `invalid-input` for the model, its sizes or the list.
 */
export function variantsToRun(model: string, typed: string, use: InferenceUse): VariantsToRun {
  const dense = buildForUse(trainingSubject(model), use, use.tokensIn);
  const variants: { id: string; graph: ModelGraph }[] = [];
  const refused: { id: string; message: string }[] = [];
  for (const variant of parseVariants(typed)) {
    const { id, precision } = variant;
    if (precision !== 'f32') {
      refused.push({ id, message: 'Networks are really run with f32 activations only.' });
      continue;
    }
    try {
      variants.push({ id, graph: variant.apply(dense) });
    } catch (thrown) {
      if (!(thrown instanceof FlopscopeError) || thrown.code === 'internal') throw thrown;
      refused.push({ id, message: thrown.message });
    }
  }
  return { dense, variants, refused };
}
