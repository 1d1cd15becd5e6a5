// How long a training run takes on a measured device: per layer and pass, the larger of arithmetic over
// the measured rate of that kind and bytes over the measured bandwidth, plus launches.
import type { DeviceProfile } from '../shared/result/schema.ts';
import { type DeviceSpeed, deviceSpeed } from './device-speed.ts';
import { describeCommunication } from './describe-communication.ts';
import { joinLayers, slow } from './estimate-layers.ts';
import { estimatePhase, type PhaseTime } from './estimate-phase.ts';
import { trainingMemory } from './memory.ts';
import { misfit } from './parse-recipe.ts';
import { add, scale, ZERO } from './range.ts';
import type { TrainingRecipe } from './recipe.ts';
import { computePrecision } from './regimes/compute-precision.ts';
import { memoryVerdict } from './regimes/memory-verdict.ts';
import { microBatch, regimeOf, type TrainingRegime } from './regimes/regime.ts';
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
  const regime = regimeOf(recipe);
  const speed = deviceSpeed(profile, computePrecision(recipe.precision));
  const phases = recipe.phases.map((phase) => estimatePhase(subject, recipe, phase, speed));
  const steps = sum(phases, (phase) => phase.steps);
  const burst = phases.reduce(
    (total, phase) => add(total, scale(phase.stepSeconds, phase.steps)),
    ZERO,
  );
  const slowdown = slowdownOf(burst.value, speed);
  const seconds = phases.reduce(
    (total, phase) => add(total, scale(phase.communication.exposedSeconds, phase.steps)),
    slow(burst, slowdown),
  );
  const { devices } = regime;
  const flops = devices * sum(phases, (phase) => phase.steps * stepTotal(phase, 'flops'));
  const macs = devices * sum(phases, (phase) => phase.steps * stepTotal(phase, 'macs'));
  const recomputedMacs = devices * sum(phases, (phase) => phase.steps * phase.recomputedMacs);
  const recomputedFlops = devices * sum(phases, (phase) => phase.steps * phase.recomputedFlops);
  const params = Math.max(...phases.map((phase) => phase.params));
  const trainedParams = Math.max(...phases.map((phase) => phase.trainedParams));
  const activations = Math.max(...phases.map((phase) => phase.activationBytes));
  const memoryBytes = trainingMemory(
    params,
    activations,
    recipe.optimizer,
    recipe.precision,
    trainedParams,
  );
  const kernelsUsed = distinctRates(phases);
  const utilization = (counted: number) =>
    speed.peakFlopsPerSecond === null
      ? null
      : (2 * counted) / seconds.value / devices / speed.peakFlopsPerSecond;
  const { info } = subject;
  return {
    model: { id: info.id, name: info.name, head: recipe.head[info.task] ?? info.heads[0] },
    recipe,
    precision: recipe.precision,
    optimizer: recipe.optimizer,
    params,
    trainedParams,
    seconds,
    stepSeconds: scale(seconds, 1 / steps),
    steps,
    flops,
    flopsPerStep: flops / steps,
    macsPerStep: macs / steps,
    recomputedFlopsPerStep: recomputedFlops / steps,
    memoryBytes,
    memoryVerdict: memoryVerdict(memoryBytes.total, regime.deviceMemoryBytes),
    communication: describeCommunication(phases, regime, slowdown),
    trials: {
      count: regime.trials,
      seconds: scale(seconds, regime.trials),
      flops: flops * regime.trials,
    },
    phases: phases.map((phase) => describePhase(phase, regime, slowdown)),
    layers: joinLayers(phases, slowdown),
    assumptions: describeAssumptions({
      phases,
      recipe,
      speed,
      kernelsUsed,
      seconds: seconds.value,
    }),
    modelFlopsUtilization: utilization(macs),
    hardwareFlopsUtilization: utilization(macs + recomputedMacs),
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
  regime: TrainingRegime,
  slowdown: { readonly value: number; readonly high: number },
): PhaseEstimate {
  const stepSeconds = add(slow(time.stepSeconds, slowdown), time.communication.exposedSeconds);
  const { imageSize, sequenceLength } = time.bindings;
  return {
    name: time.phase.name,
    batch: time.phase.batch,
    microBatch: microBatch(time.phase.batch, regime),
    ...(imageSize === undefined ? {} : { imageSize }),
    ...(sequenceLength === undefined ? {} : { sequenceLength }),
    steps: time.steps,
    stepSeconds,
    seconds: scale(stepSeconds, time.steps),
    flopsPerStep: regime.devices * stepTotal(time, 'flops'),
    macsPerStep: regime.devices * stepTotal(time, 'macs'),
  };
}

/** Of one step on one device, recomputation apart. */
function stepTotal(time: PhaseTime, key: 'flops' | 'macs'): number {
  return sum(time.layers, ({ costed: { cost } }) => {
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
