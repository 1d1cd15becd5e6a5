// How long a training run takes on a measured device: per layer and pass, the larger of arithmetic over
// the measured rate of that kind and bytes over the measured bandwidth, plus launches.
import type { DeviceProfile } from '../shared/result/schema.ts';
import { type DeviceSpeed, deviceSpeed } from './device-speed.ts';
import { joinLayers, slow } from './estimate-layers.ts';
import { estimatePhase, type PhaseTime } from './estimate-phase.ts';
import { trainingMemory } from './memory.ts';
import { misfit } from './parse-recipe.ts';
import { add, scale, ZERO } from './range.ts';
import type { TrainingRecipe } from './recipe.ts';
import { describeAssumptions, describeWarnings } from './describe-assumptions.ts';
import type { PhaseEstimate, RateUsed, TrainingEstimate } from './training-estimate.ts';
import { trainingSubject, type TrainingSubject } from './training-subject.ts';
import { LONG_RUN_SECONDS, UNMEASURED_RETAINED } from './uncertainty.ts';

export type * from './training-estimate.ts';
export type { TrainingSubject } from './training-subject.ts';

export interface EstimateRequest {
  /** Id of a model of the zoo, or something that builds a graph. */
  readonly model: string | TrainingSubject;
  readonly recipe: TrainingRecipe;
  readonly profile: DeviceProfile;
}

/**
 * All times in seconds, all sizes in bytes; 1 MAC = 2 FLOP.
 * @throws FlopscopeError `unknown-name` for the model, `invalid-input` when the recipe does not fit the
 *   model or the profile lacks what the estimate needs; the sentence says which and what to do.
 */
export function estimateTraining(request: EstimateRequest): TrainingEstimate {
  const { recipe, profile } = request;
  const subject = trainingSubject(request.model);
  if (!recipe.tasks.includes(subject.info.task)) throw misfit(recipe, subject.info);
  const speed = deviceSpeed(profile, recipe.precision);
  const phases = recipe.phases.map((phase) => estimatePhase(subject, recipe, phase, speed));
  const steps = sum(phases, (phase) => phase.steps);
  const burst = phases.reduce(
    (total, phase) => add(total, scale(phase.stepSeconds, phase.steps)),
    ZERO,
  );
  const slowdown = slowdownOf(burst.value, speed);
  const seconds = slow(burst, slowdown);
  const flops = sum(phases, (phase) => phase.steps * stepTotal(phase, 'flops'));
  const macs = sum(phases, (phase) => phase.steps * stepTotal(phase, 'macs'));
  const params = Math.max(...phases.map((phase) => phase.costed.params));
  const activations = Math.max(...phases.map((phase) => phase.costed.activationBytes));
  const kernelsUsed = distinctRates(phases);
  const { info } = subject;
  return {
    model: { id: info.id, name: info.name, head: recipe.head[info.task] ?? info.heads[0] },
    recipe,
    precision: recipe.precision,
    optimizer: recipe.optimizer,
    params,
    seconds,
    stepSeconds: scale(seconds, 1 / steps),
    steps,
    flops,
    flopsPerStep: flops / steps,
    macsPerStep: macs / steps,
    memoryBytes: trainingMemory(params, activations, recipe.optimizer, recipe.precision),
    phases: phases.map((phase) => describePhase(phase, slowdown)),
    layers: joinLayers(phases, slowdown),
    assumptions: describeAssumptions({
      phases,
      recipe,
      speed,
      kernelsUsed,
      seconds: seconds.value,
    }),
    modelFlopsUtilization:
      speed.peakFlopsPerSecond === null
        ? null
        : (2 * macs) / seconds.value / speed.peakFlopsPerSecond,
    kernelsUsed,
    warnings: describeWarnings(profile),
  };
}

/** A run of more than a few minutes goes at the sustained rate; where that is unknown only the high end moves. */
function slowdownOf(burstSeconds: number, { retained }: DeviceSpeed) {
  if (burstSeconds <= LONG_RUN_SECONDS) return { value: 1, high: 1 };
  if (retained === null) return { value: 1, high: 1 / UNMEASURED_RETAINED };
  return { value: 1 / retained, high: 1 / retained };
}

function describePhase(
  time: PhaseTime,
  slowdown: { readonly value: number; readonly high: number },
): PhaseEstimate {
  const stepSeconds = slow(time.stepSeconds, slowdown);
  const { imageSize, sequenceLength } = time.bindings;
  return {
    name: time.phase.name,
    batch: time.phase.batch,
    ...(imageSize === undefined ? {} : { imageSize }),
    ...(sequenceLength === undefined ? {} : { sequenceLength }),
    steps: time.steps,
    stepSeconds,
    seconds: scale(stepSeconds, time.steps),
    flopsPerStep: stepTotal(time, 'flops'),
    macsPerStep: stepTotal(time, 'macs'),
  };
}

function stepTotal(time: PhaseTime, key: 'flops' | 'macs'): number {
  return sum(time.costed.layers, ({ cost }) => {
    const { forward, backwardData, backwardWeights, optimizer } = cost;
    return forward[key] + backwardData[key] + backwardWeights[key] + optimizer[key];
  });
}

function distinctRates(phases: readonly PhaseTime[]): readonly RateUsed[] {
  const rates = new Set<RateUsed>();
  for (const { layers } of phases) {
    for (const layer of layers) for (const rate of layer.rates) rates.add(rate);
  }
  return [...rates];
}

function sum<T>(items: readonly T[], pick: (item: T) => number): number {
  return items.reduce((total, item) => total + pick(item), 0);
}
