// The models that can be named: listed, found by id, and built for given sizes. A new *.models.ts file is
// found here without any change.
import { FlopscopeError } from '../../shared/errors.ts';
import type { ModelGraph } from '../graph.ts';
import type { BindingRequest, ModelInfo } from '../model-info.ts';
import { unknownName } from '../nearest-names.ts';
import { resolveBindings } from './bindings.ts';
import type { ModelDefinition } from './define-model.ts';

export interface BuildOptions {
  /** One of the model's `heads`; the first, whose parameters are published, when absent. */
  readonly head?: string;
}

const modules = import.meta.glob<{ readonly models: readonly ModelDefinition[] }>(
  './**/*.models.ts',
  { eager: true },
);

const definitions = new Map(
  Object.values(modules)
    .flatMap(({ models }) => models)
    .sort(
      (a, b) =>
        a.info.year - b.info.year || a.info.id.localeCompare(b.info.id, 'en', { numeric: true }),
    )
    .map((model) => [model.info.id, model] as const),
);

/** The page rebuilds the same few graphs while a form is edited; a dozen graphs take a few MB. */
const CACHE_SIZE = 12;
const cache = new Map<string, ModelGraph>();

/** Every model, oldest first. */
export function listModels(): readonly ModelInfo[] {
  return [...definitions.values()].map((definition) => definition.info);
}

/** @throws FlopscopeError `unknown-name`; the sentence names the nearest ids. */
export function findModel(id: string): ModelInfo {
  return definition(id).info;
}

/**
 * @param bindings sizes; those left out take the model's defaults.
 * @throws FlopscopeError `unknown-name` for the id, `invalid-input` naming the binding or head that is wrong.
 */
export function buildModel(
  id: string,
  bindings: BindingRequest = {},
  options: BuildOptions = {},
): ModelGraph {
  const model = definition(id);
  const { info } = model;
  const resolved = resolveBindings(info, bindings);
  const head = options.head ?? info.heads[0];
  if (!info.heads.includes(head)) {
    throw new FlopscopeError(
      'invalid-input',
      `${info.name} cannot be built with the head "${head}". Choose one of: ${info.heads.join(', ')}.`,
    );
  }
  const key = JSON.stringify([info.id, head, Object.entries(resolved).sort()]);
  const known = cache.get(key);
  if (known) {
    cache.delete(key);
    cache.set(key, known);
    return known;
  }
  const graph = model.build(resolved, head);
  cache.set(key, graph);
  const [oldest] = cache.keys();
  if (cache.size > CACHE_SIZE && oldest !== undefined) cache.delete(oldest);
  return graph;
}

/** torchvision writes "mobilenet_v2" and papers "ResNet50": case and underscores do not matter. */
function definition(id: string): ModelDefinition {
  const found = definitions.get(id) ?? definitions.get(id.toLowerCase().replaceAll('_', '-'));
  if (found) return found;
  throw unknownName('model', id, listModels());
}
