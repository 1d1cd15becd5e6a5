// One phase of a recipe on a device: every layer of one optimizer step, timed.
import type { CostedLayer } from '../models/cost.ts';
import type { Bindings } from '../models/graph.ts';
import { PASS_NAMES } from '../models/work.ts';
import type { DeviceSpeed } from './device-speed.ts';
import type { LayerTime } from './layer-time.ts';
import { predictedLayers } from './prediction/predicted-layers.ts';
import { passTime } from './pass-time.ts';
import { phaseSteps } from './phase-steps.ts';
import { gradientBytes } from './memory.ts';
import { add, ZERO } from './range.ts';
import type { RecipePhase, TrainingRecipe } from './recipe.ts';
import { exposedSeconds, findInterconnect, ringSeconds } from './regimes/all-reduce.ts';
import { preparePhase } from './regimes/prepare-phase.ts';
import { regimeOf } from './regimes/regime.ts';
import { tunedLayer } from './regimes/step-layers.ts';
import { timeStepLayer } from './regimes/step-time.ts';
import type { TrainingSubject } from './training-subject.ts';
import type { Range, RateUsed } from './training-estimate.ts';

export interface PhaseTime {
  readonly phase: RecipePhase;
  readonly bindings: Bindings;
  readonly params: number;
  readonly trainedParams: number;
  readonly activationBytes: number;
  readonly steps: number;
  /** Of one step at the burst rate, communication between devices apart. */
  readonly stepSeconds: Range;
  readonly communication: PhaseCommunication;
  /** Of one step on one device: costs are those of all micro-batches, recomputation apart. */
  readonly layers: readonly LayerTime[];
  /** Whether the times are those of the kernels that the executor would run. */
  readonly predicted: boolean;
  /** MACs of one step on one device that are computed again for backward. */
  readonly recomputedMacs: number;
  readonly recomputedFlops: number;
  readonly notes: readonly string[];
}

export interface PhaseCommunication {
  /** Gradients of one device, once a step. */
  readonly bytes: number;
  readonly ringSeconds: number;
  /** What of it lengthens a step. */
  readonly exposedSeconds: Range;
}

export function estimatePhase(
  subject: TrainingSubject,
  recipe: TrainingRecipe,
  phase: RecipePhase,
  speed: DeviceSpeed,
): PhaseTime {
  const prepared = preparePhase(subject, recipe, phase);
  const { built, tuned, costed, recomputed } = prepared;
  const parts = regimeOf(recipe).accumulation;
  const predicted =
    speed.steps && predictedLayers(tuned.graph, recipe.optimizer, speed, speed.steps);
  const layers = costed.layers.map((each, index) =>
    timeStepLayer(
      tunedLayer(each, tuned, recipe.precision),
      { forward: parts * (recomputed.has(index) ? 2 : 1), backward: parts },
      predicted ?? ((layer) => timeLayer(layer, speed)),
    ),
  );
  const again = (key: 'macs' | 'flops') =>
    costed.layers.reduce(
      (sum, { cost }, index) => sum + (recomputed.has(index) ? parts * cost.forward[key] : 0),
      0,
    );
  return {
    phase,
    bindings: { ...built.bindings, batch: phase.batch },
    params: tuned.params,
    trainedParams: tuned.trainedParams,
    activationBytes: prepared.activationBytes,
    steps: phaseSteps(phase, built.bindings.sequenceLength),
    stepSeconds: layers.reduce((sum, layer) => add(sum, layer.seconds), ZERO),
    communication: communication(recipe, tuned.trainedParams, layers),
    layers,
    predicted: predicted !== undefined,
    recomputedMacs: again('macs'),
    recomputedFlops: again('flops'),
    notes: [...built.notes, ...tuned.notes],
  };
}

/** Gradients are exchanged while the last micro-batch runs backward. */
function communication(
  recipe: TrainingRecipe,
  trainedParams: number,
  layers: readonly LayerTime[],
): PhaseCommunication {
  const { devices, interconnect, accumulation } = regimeOf(recipe);
  const bytes = trainedParams * gradientBytes(recipe.precision);
  if (devices === 1) return { bytes: 0, ringSeconds: 0, exposedSeconds: ZERO };
  const ring = ringSeconds(bytes, devices, findInterconnect(interconnect).bytesPerSecond);
  const backward = layers.reduce(
    (sum, { passes }) => sum + (passes.backwardData + passes.backwardWeights) / accumulation,
    0,
  );
  return { bytes, ringSeconds: ring, exposedSeconds: exposedSeconds(ring, backward) };
}

export function timeLayer(costed: CostedLayer, speed: DeviceSpeed): LayerTime {
  const passes = { forward: 0, backwardData: 0, backwardWeights: 0, optimizer: 0 };
  const boundSeconds = { compute: 0, memory: 0, launch: 0 };
  const rates: RateUsed[] = [];
  let seconds = ZERO;
  for (const name of PASS_NAMES) {
    const time = passTime(name, costed.cost[name], speed);
    passes[name] = time.seconds.value;
    boundSeconds[time.workBound] += time.workSeconds;
    boundSeconds.launch += time.launchSeconds;
    rates.push(...time.rates);
    seconds = add(seconds, time.seconds);
  }
  return { costed, seconds, passes, boundSeconds, rates };
}
