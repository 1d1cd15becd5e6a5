// One phase of a recipe on a device: every layer of one optimizer step, timed.
import { type CostedGraph, type CostedLayer, costGraph } from '../models/cost.ts';
import type { Bindings } from '../models/graph.ts';
import { type LayerCost, PASS_NAMES } from '../models/work.ts';
import type { DeviceSpeed } from './device-speed.ts';
import { passTime } from './pass-time.ts';
import { phaseSteps } from './phase-steps.ts';
import { add, ZERO } from './range.ts';
import type { RecipePhase, TrainingRecipe } from './recipe.ts';
import type { TrainingSubject } from './training-subject.ts';
import type { Range, RateUsed } from './training-estimate.ts';

export interface LayerTime {
  readonly costed: CostedLayer;
  readonly seconds: Range;
  readonly passes: Readonly<Record<keyof LayerCost, number>>;
  readonly boundSeconds: Readonly<Record<'compute' | 'memory' | 'launch', number>>;
  readonly rates: readonly RateUsed[];
}

export interface PhaseTime {
  readonly phase: RecipePhase;
  readonly bindings: Bindings;
  readonly costed: CostedGraph;
  readonly steps: number;
  /** Of one step at the burst rate. */
  readonly stepSeconds: Range;
  readonly layers: readonly LayerTime[];
  readonly notes: readonly string[];
}

export function estimatePhase(
  subject: TrainingSubject,
  recipe: TrainingRecipe,
  phase: RecipePhase,
  speed: DeviceSpeed,
): PhaseTime {
  const head = recipe.head[subject.info.task];
  const graph = subject.build(requestedBindings(subject, recipe, phase), {
    ...(head !== undefined && subject.info.heads.includes(head) ? { head } : {}),
  });
  const costed = costGraph(graph, { precision: recipe.precision, mode: recipe.optimizer });
  const layers = costed.layers.map((each) => timeLayer(each, speed));
  return {
    phase,
    bindings: graph.bindings,
    costed,
    steps: phaseSteps(phase, graph.bindings.sequenceLength),
    stepSeconds: layers.reduce((sum, layer) => add(sum, layer.seconds), ZERO),
    layers,
    notes: graph.notes,
  };
}

function requestedBindings(
  { info }: TrainingSubject,
  recipe: TrainingRecipe,
  phase: RecipePhase,
): Partial<Bindings> {
  const has = (name: string) => info.bindings.some((each) => each.name === name);
  return {
    batch: phase.batch,
    ...(phase.imageSize === undefined ? {} : { imageSize: phase.imageSize }),
    ...(phase.sequenceLength === undefined ? {} : { sequenceLength: phase.sequenceLength }),
    ...(phase.targetLength === undefined || !has('targetLength')
      ? {}
      : { targetLength: phase.targetLength }),
    ...(recipe.classes === undefined || !has('classes') ? {} : { classes: recipe.classes }),
  };
}

function timeLayer(costed: CostedLayer, speed: DeviceSpeed): LayerTime {
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
