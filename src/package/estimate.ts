/**
 * `flopscope/estimate`: what a model costs on a measured device: time, memory, energy, money, carbon; training and inference.
 * Times in seconds, sizes in bytes; every figure carries its interval and where it comes from.
 * @module
 */
export {
  type EstimateRequest,
  estimateTraining,
  type TrainingEstimate,
  type TrainingSubject,
} from '../estimate/estimate-training.ts';
export type {
  Assumption,
  CommunicationEstimate,
  LayerEstimate,
  MemoryEstimate,
  MemoryVerdict,
  PhaseEstimate,
  Range,
  RateUsed,
} from '../estimate/training-estimate.ts';
export { findRecipe, listRecipes, parseRecipe, recipesFor } from '../estimate/recipes.ts';
export type {
  OptimizerName,
  ParsedRecipe,
  RecipeInput,
  RecipePhase,
  TrainingPrecision,
  TrainingRecipe,
} from '../estimate/recipe.ts';
export { trainingMemory } from '../estimate/memory.ts';
export { type MemoryAdvice, memoryAdvice } from '../estimate/regimes/memory-advice.ts';
export {
  estimateInference,
  type InferenceEstimate,
  type InferenceRequest,
} from '../estimate/inference/estimate-inference.ts';
export {
  type InferenceInput,
  type InferenceUse,
  parseInference,
  type ParsedInference,
} from '../estimate/inference/parse-inference.ts';
export type {
  Footprint,
  Outcome,
  Quantity,
  TornadoBar,
} from '../estimate/footprint/estimate-footprint.ts';
export type { FootprintInput } from '../estimate/footprint/footprint-fields.ts';
export {
  type ClockQuestion,
  type Clocks,
  compareClocks,
} from '../estimate/clocks/compare-clocks.ts';
export { type Accelerator, loadAccelerators } from '../facts/accelerators.ts';
export { type ErrorCode, FlopscopeError } from '../shared/errors.ts';
export { footprintOfRun } from './footprint-of-run.ts';
