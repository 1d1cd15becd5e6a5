/**
 * `flopscope/models`: the model zoo, model files, and what a model costs: parameters, MACs, FLOPs and bytes, layer by layer.
 * 1 MAC = 2 FLOP. No GPU, no DOM, no Node.
 * @module
 */
export { buildModel, type BuildOptions, findModel, listModels } from '../models/zoo/zoo.ts';
export type { BindingLimits, BindingRequest, ModelInfo, ModelTask } from '../models/model-info.ts';
export type {
  Attributes,
  Bindings,
  Layer,
  ModelGraph,
  Parameter,
  Tensor,
  TensorShape,
} from '../models/graph.ts';
export { GraphBuilder, type LayerOptions } from '../models/graph-builder.ts';
export { dimension } from '../models/shapes.ts';
export { countModel, type LayerCount, type ModelCount } from '../models/count.ts';
export { type CostedGraph, type CostedLayer, costGraph, type CostOptions } from '../models/cost.ts';
export type { LayerCost, PassWork } from '../models/work.ts';
export { type CheckpointSizes, checkpointSizes } from '../models/checkpoint-sizes.ts';
export { openModelFile } from '../models/importers/open-model-file.ts';
export type {
  FileFact,
  FileFormat,
  ImportedModel,
  ImportOptions,
  WeightSummary,
} from '../models/importers/imported-model.ts';
export type { ByteSource } from '../models/importers/byte-source.ts';
export { blobSource } from '../workers/blob-source.ts';
export { type NamedVariant, parseVariants } from '../models/variants/parse-variants.ts';
export { variants } from '../models/variants/variant-list.ts';
export type { Variant, VariantParameter } from '../models/variants/variant.ts';
export {
  compileProgram,
  type MissingLayer,
  missingLayers,
  type ProgramOptions,
} from '../models/program/compile-program.ts';
export type { Program } from '../models/program/program.ts';
export { type Reconciliation, reconcile } from '../models/reconcile/reconcile.ts';
export { type ErrorCode, FlopscopeError } from '../shared/errors.ts';
