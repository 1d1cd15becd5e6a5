// What every candidate costs on a measured device: using it, training it, storing it, and the energy of both. All of it
// comes from the estimates that the rest of the lab shows.
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { checkpointSizes } from '../../models/checkpoint-sizes.ts';
import type { ModelInfo } from '../../models/model-info.ts';
import { findModel } from '../../models/zoo/zoo.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { FootprintRequest } from '../footprint/estimate-footprint.ts';
import { estimateInference } from '../inference/estimate-inference.ts';
import { type InferenceUse, parseInference } from '../inference/parse-inference.ts';
import { estimateTraining } from '../estimate-training.ts';
import { scale } from '../range.ts';
import { type RecipePhase, recipesFor, type TrainingRecipe } from '../recipes.ts';
import type { Range } from '../training-estimate.ts';
import { energyOf } from './energy-of.ts';
import type { Candidate } from './evaluations.ts';

/** Chosen: so many examples fill a large GPU, and the launches of a pass hardly count any more. */
export const LARGE_BATCH = 64;

export interface CandidateCost {
  readonly params: number;
  /** Of one example. 1 MAC = 2 FLOP. */
  readonly macs: number;
  /** Of the weights in f32. */
  readonly checkpointBytes: number;
  /** From one input to its answer, alone. */
  readonly inferenceSeconds: Range;
  /** Of each of `LARGE_BATCH` inputs at once. */
  readonly batchedSeconds: Range;
  readonly trainingSeconds: Range;
  /** Name of the recipe that the training follows. */
  readonly recipe: string;
  readonly energyKwh: {
    readonly inference: Range;
    readonly batched: Range;
    readonly training: Range;
  };
}

export interface CostedCandidate extends Candidate {
  readonly cost: CandidateCost;
}

export interface CostRequest {
  readonly candidates: readonly Candidate[];
  readonly profile: DeviceProfile;
  /** Power, machine and building; its run time, devices and trials are not used. */
  readonly footprint: FootprintRequest;
}

/**
 * One candidate at a time, so that a worker can answer others in between and stop.
 * @throws FlopscopeError as the estimates do when the profile lacks what they need.
 */
export function* costCandidates({
  candidates,
  profile,
  footprint,
}: CostRequest): Generator<CostedCandidate, void, undefined> {
  // Weights of one architecture differ in what they learnt, not in what they cost.
  const known = new Map<string, CandidateCost>();
  for (const candidate of candidates) {
    const key = `${candidate.model} ${candidate.imageSize ?? ''}`;
    const cost = known.get(key) ?? costOf(candidate, profile, footprint);
    known.set(key, cost);
    yield { ...candidate, cost };
  }
}

function costOf(
  { model, imageSize }: Candidate,
  profile: DeviceProfile,
  footprint: FootprintRequest,
): CandidateCost {
  const info = findModel(model);
  const single = estimateInference({ model, use: useOf(info, 1, imageSize), profile });
  const many = estimateInference({ model, use: useOf(info, LARGE_BATCH, imageSize), profile });
  const recipe = recipeOf(info, imageSize);
  const training = estimateTraining({ model, recipe, profile });
  const inferenceSeconds = single.seconds;
  const batchedSeconds = scale(many.seconds, 1 / LARGE_BATCH);
  return {
    params: single.params,
    macs: single.forward.macs,
    checkpointBytes: checkpointSizes(single.params).f32,
    inferenceSeconds,
    batchedSeconds,
    trainingSeconds: training.seconds,
    recipe: recipe.name,
    energyKwh: {
      inference: energyOf(inferenceSeconds, footprint),
      batched: energyOf(batchedSeconds, footprint),
      training: energyOf(training.seconds, footprint),
    },
  };
}

/** Of tokens the usual numbers. */
function useOf(info: ModelInfo, batch: number, imageSize: number | undefined): InferenceUse {
  const parsed = parseInference(
    { inferenceBatch: batch, ...(imageSize === undefined ? {} : { imageSize }) },
    info,
  );
  if (parsed.ok) return parsed.use;
  throw new FlopscopeError('internal', Object.values(parsed.errors).join(' '));
}

/** The most usual one of the model, at the size that the weights were evaluated at. */
function recipeOf(info: ModelInfo, imageSize: number | undefined): TrainingRecipe {
  const [recipe] = recipesFor(info);
  if (recipe === undefined) {
    throw new FlopscopeError('internal', `No recipe trains ${info.name}.`);
  }
  if (imageSize === undefined) return recipe;
  const [first, ...others] = recipe.phases;
  const sized = (phase: RecipePhase): RecipePhase => ({ ...phase, imageSize });
  return { ...recipe, phases: [sized(first), ...others.map(sized)] };
}
