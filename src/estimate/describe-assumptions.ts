// Puts into sentences what an estimate rests on, so that nobody has to guess what was assumed.
import type { DeviceProfile } from '../shared/result/schema.ts';
import type { DeviceSpeed } from './device-speed.ts';
import type { PhaseTime } from './estimate-phase.ts';
import type { TrainingRecipe } from './recipe.ts';
import type { Assumption, RateUsed } from './training-estimate.ts';
import { ALWAYS, LONG_RUN_SECONDS, STAND_IN, UNMEASURED_RETAINED } from './uncertainty.ts';

export interface AssumptionContext {
  readonly phases: readonly PhaseTime[];
  readonly recipe: TrainingRecipe;
  readonly speed: DeviceSpeed;
  readonly kernelsUsed: readonly RateUsed[];
  /** Of the whole run. */
  readonly seconds: number;
}

export function describeAssumptions(context: AssumptionContext): readonly Assumption[] {
  const { phases, recipe, speed, kernelsUsed } = context;
  const notes = new Set(phases.flatMap((phase) => phase.notes));
  return [
    ...recipe.facts.map(({ sentence, source, provenance }) => ({ sentence, source, provenance })),
    ...[...notes].map((sentence): Assumption => ({ sentence, provenance: 'derived' })),
    ...standIns(kernelsUsed),
    ...speed.assumptions,
    ...longRun(context),
    optimizerAssumption(recipe),
    ...(recipe.precision === 'f16' ? [HALF_PRECISION] : []),
    ...ALWAYS,
  ];
}

/** What makes the profile itself less trustworthy. */
export function describeWarnings(profile: DeviceProfile): readonly string[] {
  const warnings: string[] = [];
  if (profile.identity.softwareAdapter) {
    warnings.push('This device is a CPU that acts as a GPU: the times are those of the CPU.');
  }
  if (profile.drift.moved) {
    warnings.push(
      'The device changed its speed while it was measured: measure again on an idle machine.',
    );
  }
  if (!profile.complete) {
    warnings.push('The measurement was cut short: the estimate rests on the part that ran.');
  }
  return warnings;
}

function standIns(kernelsUsed: readonly RateUsed[]): Assumption[] {
  const replaced = new Map(
    kernelsUsed.filter((rate) => rate.standIn).map((rate) => [rate.kind, rate] as const),
  );
  return [...replaced.values()].map((rate) => ({
    sentence: `The rate of ${KIND_NAMES[rate.kind]} was not measured on this device: ${rate.kernel} (${rate.problem}) stands in, up to three times off.`,
    provenance: 'assumed',
    factor: STAND_IN,
  }));
}

const KIND_NAMES = {
  matmul: 'matrix products',
  spatial: 'convolutions larger than 1×1',
  pointwise: '1×1 convolutions',
  depthwise: 'depthwise convolutions',
} as const;

function longRun({ seconds, speed }: AssumptionContext): Assumption[] {
  if (seconds <= LONG_RUN_SECONDS) return [];
  if (speed.retained === null) {
    return [
      {
        sentence:
          'Whether the device keeps its speed for long was not measured: it may fall to three quarters. Run the sustained suite to know.',
        provenance: 'memory',
        factor: { low: 1, high: 1 / UNMEASURED_RETAINED },
      },
    ];
  }
  const percent = Math.round(speed.retained * 100);
  return [
    {
      sentence: `The device keeps ${percent} % of its burst rate in the long run, as measured.`,
      provenance: 'measured',
    },
  ];
}

function optimizerAssumption({ optimizer }: TrainingRecipe): Assumption {
  return {
    sentence:
      optimizer === 'adam'
        ? 'Adam moves 28 bytes a parameter and step: weight, gradient and two moments read, all but the gradient written.'
        : 'SGD with momentum moves 20 bytes a parameter and step: weight, gradient and momentum read, weight and momentum written.',
    provenance: 'derived',
  };
}

const HALF_PRECISION: Assumption = {
  sentence:
    'All layers run in f16; the optimizer keeps its state and a copy of the weights in f32.',
  provenance: 'assumed',
};
