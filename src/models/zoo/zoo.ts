// The models that can be named: listed, found by id, and built for given sizes.
import { FlopscopeError } from '../../shared/errors.ts';
import type { ModelGraph } from '../graph.ts';
import type { BindingRequest, ModelInfo } from '../model-info.ts';

export interface BuildOptions {
  /** One of the model's `heads`; the first, whose parameters are published, when absent. */
  readonly head?: string;
}

/** Every model, by family and size. */
export function listModels(): readonly ModelInfo[] {
  return [];
}

/** @throws FlopscopeError `unknown-name`; the sentence names the nearest ids. */
export function findModel(id: string): ModelInfo {
  throw new FlopscopeError('unknown-name', `There is no model "${id}".`);
}

/**
 * @param bindings sizes; those left out take the model's defaults.
 * @throws FlopscopeError `unknown-name` for the id, `invalid-input` naming the binding that is wrong.
 */
export function buildModel(
  id: string,
  bindings: BindingRequest = {},
  options: BuildOptions = {},
): ModelGraph {
  throw new FlopscopeError(
    'unknown-name',
    `There is no model "${id}" (${JSON.stringify({ ...bindings, ...options })}).`,
  );
}
