// Puts into sentences what an estimate rests on, so that nobody has to guess what was assumed.
import type { DeviceProfile } from '../shared/result/schema.ts';
import type { DeviceSpeed } from './device-speed.ts';
import type { PhaseTime } from './estimate-phase.ts';
import type { TrainingRecipe } from './recipe.ts';
import type { Assumption, RateUsed } from './training-estimate.ts';
import { regimeAssumptions } from './regimes/regime-assumptions.ts';
import {
  ALWAYS,
  COUNTED,
  LONG_RUN_SECONDS,
  PREDICTED,
  STAND_IN,
  UNMEASURED_RETAINED,
} from './uncertainty.ts';

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
    ...PRECISION[recipe.precision],
    ...regimeAssumptions(recipe),
    ...(phases.every(({ predicted }) => predicted) ? PREDICTED : COUNTED),
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

function optimizerAssumption({ optimizer, precision }: TrainingRecipe): Assumption {
  return {
    sentence:
      precision === 'f16'
        ? `${NAMES[optimizer]} moves ${TRAFFIC[optimizer].bytes / 2} bytes a parameter and step, all of it in f16.`
        : `${NAMES[optimizer]} moves ${TRAFFIC[optimizer].bytes} bytes a parameter and step: ${TRAFFIC[optimizer].what}.`,
    provenance: 'derived',
  };
}

const NAMES = { sgd: 'SGD', 'sgd-momentum': 'SGD with momentum', adam: 'Adam' } as const;

const TRAFFIC = {
  sgd: { bytes: 12, what: 'weight and gradient read, weight written' },
  'sgd-momentum': {
    bytes: 20,
    what: 'weight, gradient and momentum read, weight and momentum written',
  },
  adam: {
    bytes: 28,
    what: 'weight, gradient and two moments read, all but the gradient written',
  },
} as const;

const PRECISION: Readonly<Record<TrainingRecipe['precision'], readonly Assumption[]>> = {
  f32: [],
  mixed: [
    {
      sentence:
        'All layers run in f16; the optimizer keeps its state and a copy of the weights in f32. Gradients are added up in f16.',
      provenance: 'assumed',
    },
  ],
  f16: [
    {
      sentence:
        'Everything is kept in f16, the optimizer’s state included: small updates are lost in rounding, which many models do not survive.',
      provenance: 'assumed',
    },
  ],
};
