// What is trained: a model of the zoo by its id, or anything else that can be built for given sizes.
import type { BuildOptions } from '../models/zoo/zoo.ts';
import type { BindingRequest, ModelInfo } from '../models/model-info.ts';
import type { ModelGraph } from '../models/graph.ts';
import { buildModel, findModel } from '../models/zoo/zoo.ts';

export interface TrainingSubject {
  readonly info: ModelInfo;
  readonly build: (bindings: BindingRequest, options: BuildOptions) => ModelGraph;
}

/** @throws FlopscopeError `unknown-name` for an id that the zoo does not have. */
export function trainingSubject(model: string | TrainingSubject): TrainingSubject {
  if (typeof model !== 'string') return model;
  return {
    info: findModel(model),
    build: (bindings, options) => buildModel(model, bindings, options),
  };
}
