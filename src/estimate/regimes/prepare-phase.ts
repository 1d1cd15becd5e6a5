// What a phase of a recipe runs on one device: the model at the size of a micro-batch, as far as it is trained, its
// costs and what it keeps. No device has to be known.
import { type CostedGraph, costGraph } from '../../models/cost.ts';
import type { Bindings, ModelGraph } from '../../models/graph.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { trainingMemory } from '../memory.ts';
import type { RecipePhase, TrainingRecipe } from '../recipe.ts';
import type { MemoryEstimate } from '../training-estimate.ts';
import type { TrainingSubject } from '../training-subject.ts';
import { computePrecision } from './compute-precision.ts';
import { keptActivations } from './kept-activations.ts';
import { microBatch, regimeOf } from './regime.ts';
import { tuneGraph, type TunedGraph } from './tuned-graph.ts';

export interface PreparedPhase {
  /** Of one micro-batch. */
  readonly built: ModelGraph;
  readonly tuned: TunedGraph;
  /** Forward and backward of one micro-batch, and the update. */
  readonly costed: CostedGraph;
  readonly activationBytes: number;
  /** Places of the layers that run forward a second time. */
  readonly recomputed: ReadonlySet<number>;
}

/** @throws FlopscopeError `invalid-input` when the batch cannot be cut or the model has no such layers. */
export function preparePhase(
  subject: TrainingSubject,
  recipe: TrainingRecipe,
  phase: RecipePhase,
): PreparedPhase {
  const regime = regimeOf(recipe);
  const head = recipe.head[subject.info.task];
  const built = subject.build(requestedBindings(subject, recipe, phase), {
    ...(head !== undefined && subject.info.heads.includes(head) ? { head } : {}),
  });
  const tuned = tuneGraph(built, regime.tuning);
  const precision = computePrecision(recipe.precision);
  const costed = costGraph(tuned.graph, { precision, mode: recipe.optimizer });
  const plain = regime.checkpointing === 'none' && regime.tuning.kind === 'all';
  const { bytes, recomputed } = plain
    ? { bytes: costed.activationBytes, recomputed: new Set<number>() }
    : keptActivations(tuned, precision, regime.checkpointing);
  return { built, tuned, costed, activationBytes: bytes, recomputed };
}

/** Memory of one device, at the largest phase. @throws as `preparePhase`. */
export function recipeMemory(subject: TrainingSubject, recipe: TrainingRecipe): MemoryEstimate {
  const phases = recipe.phases.map((phase) => preparePhase(subject, recipe, phase));
  return trainingMemory(
    Math.max(...phases.map(({ tuned }) => tuned.params)),
    Math.max(...phases.map(({ activationBytes }) => activationBytes)),
    recipe.optimizer,
    recipe.precision,
    Math.max(...phases.map(({ tuned }) => tuned.trainedParams)),
  );
}

function requestedBindings(
  { info }: TrainingSubject,
  recipe: TrainingRecipe,
  phase: RecipePhase,
): Partial<Bindings> {
  const has = (name: string) => info.bindings.some((each) => each.name === name);
  const regime = regimeOf(recipe);
  const batch = microBatch(phase.batch, regime);
  if (!Number.isInteger(batch)) {
    throw new FlopscopeError(
      'invalid-input',
      `A batch of ${phase.batch} cannot be cut into ${regime.accumulation} parts on ${regime.devices} devices. Choose a batch that is a multiple of ${regime.accumulation * regime.devices}.`,
    );
  }
  return {
    batch,
    ...(phase.imageSize === undefined ? {} : { imageSize: phase.imageSize }),
    ...(phase.sequenceLength === undefined ? {} : { sequenceLength: phase.sequenceLength }),
    ...(phase.targetLength === undefined || !has('targetLength')
      ? {}
      : { targetLength: phase.targetLength }),
    ...(recipe.classes === undefined || !has('classes') ? {} : { classes: recipe.classes }),
  };
}
