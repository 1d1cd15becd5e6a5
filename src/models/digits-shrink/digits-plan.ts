// The experiment as data: what is done for every seed, in which order, with which settings. Two plans with the same
// hash do the same for a seed, so that their pieces may stand beside each other.
import { FlopscopeError } from '../../shared/errors.ts';
import { DIGITS_LEARNING_RATE } from '../digits-training.ts';
import type { DigitsWidths } from '../digits-network.ts';
import { fingerprintOfText } from './fingerprint.ts';

/** Counts up whenever the same plan would give other accuracies: another network, other data, another method. */
export const DIGITS_EXPERIMENT_VERSION = 1;

export const DIGITS_SIZES = ['smoke', 'standard', 'full'] as const;
export type DigitsSize = (typeof DIGITS_SIZES)[number];

/** `int4-weights` has a scale for each group of `groupSize` along the input, the others one for each output. */
export type DigitsScheme = 'int8' | 'int8-weights' | 'int4-weights';

export type DigitsStep =
  | { readonly kind: 'dense'; readonly id: string; readonly steps: number }
  | {
      readonly kind: 'pruned';
      readonly id: string;
      readonly sparsity: number;
      /** One threshold for all layers, or the same share of each. The first convolution stays dense. */
      readonly scope: 'global' | 'layer';
      readonly steps: number;
    }
  | {
      readonly kind: 'channels';
      readonly id: string;
      /** Share of the channels of each convolution that is kept. */
      readonly keep: number;
      readonly steps: number;
    }
  | {
      readonly kind: 'quantized';
      readonly id: string;
      readonly scheme: DigitsScheme;
      readonly groupSize?: number;
    }
  | { readonly kind: 'fused'; readonly id: string }
  | {
      readonly kind: 'student';
      readonly id: string;
      readonly softTargets: boolean;
      readonly steps: number;
    };

export interface DigitsPlan {
  readonly version: number;
  readonly size: DigitsSize;
  readonly seeds: readonly number[];
  /** The first is the dense training, on which all others build. */
  readonly steps: readonly DigitsStep[];
  readonly settings: DigitsSettings;
  /** Of everything but the seeds. */
  readonly hash: string;
}

export interface DigitsSettings {
  readonly learningRate: number;
  readonly fineTuningRate: number;
  readonly student: {
    readonly widths: DigitsWidths;
    /** Images with labels that it learns from, drawn anew for each seed. */
    readonly labels: number;
    readonly temperature: number;
    readonly softWeight: number;
  };
  /** Inferences that are timed, for each network and batch. */
  readonly latencySamples: number;
}

/**
 * 8,914 parameters of the dense network's 42,298: 21 %. More channels in the second convolution than in the third, as
 * the fully connected layer has 490 weights for each channel of the third.
 */
const STUDENT_WIDTHS: DigitsWidths = [8, 16, 12];

/**
 * Hinton, Vinyals and Dean 2015 (arXiv:1503.02531): for nets with few units "temperatures in the range 2.5 to 4 worked
 * significantly better than higher or lower temperatures" (section 3), and the labels get "a considerably lower
 * weight" than the soft targets (section 2).
 */
const TEMPERATURE = 4;
const SOFT_WEIGHT = 0.9;

/** Divides the inputs of every layer but the first, which has 9: 144, 288 and 2,352. */
const INT4_GROUP = 48;

/**
 * The dense training's own rate, falling to 0 once more. Renda, Frankle and Carbin 2020 (arXiv:2003.02389) compare ways to
 * retrain a pruned network: rewinding the rate keeps more accuracy than tuning on at a low one.
 */
const FINE_TUNING_RATE = DIGITS_LEARNING_RATE;

interface Extent {
  readonly seeds: number;
  readonly sparsities: Readonly<Record<'global' | 'layer', readonly number[]>>;
  readonly schemes: readonly DigitsScheme[];
  readonly denseSteps: number;
  readonly tuningSteps: number;
  readonly studentSteps: number;
  readonly latencySamples: number;
}

const SPARSITIES = [0.5, 0.8, 0.9, 0.95, 0.98] as const;
const EVERY_SCHEME = ['int8', 'int8-weights', 'int4-weights'] as const;
const EVERY_SPARSITY = { global: SPARSITIES, layer: SPARSITIES } as const;

/**
 * 170 steps are an epoch of the dense network, 20 one of the student. `smoke` is what two cores can do in three minutes
 * without a GPU: it shows that everything runs, and no more.
 */
const EXTENTS: Readonly<Record<DigitsSize, Extent>> = {
  smoke: {
    seeds: 1,
    sparsities: { global: [0.5, 0.9], layer: [0.9] },
    // Products with quantized weights take software adapters five to seventeen times as long as dense ones.
    schemes: ['int8'],
    denseSteps: 80,
    tuningSteps: 6,
    studentSteps: 40,
    latencySamples: 3,
  },
  standard: {
    seeds: 3,
    sparsities: EVERY_SPARSITY,
    schemes: EVERY_SCHEME,
    denseSteps: 850,
    tuningSteps: 340,
    studentSteps: 600,
    latencySamples: 21,
  },
  full: {
    seeds: 10,
    sparsities: EVERY_SPARSITY,
    schemes: EVERY_SCHEME,
    denseSteps: 1360,
    tuningSteps: 680,
    studentSteps: 1200,
    latencySamples: 31,
  },
};

/** More would take days on any adapter. */
export const MOST_SEEDS = 100;

/**
 * @param seedCount the size's own number when absent.
 * @throws FlopscopeError `invalid-input` for a number of seeds that is no whole number from 1 to 100.
 */
export function digitsPlan(size: DigitsSize, seedCount?: number): DigitsPlan {
  const extent = EXTENTS[size];
  const count = seedCount ?? extent.seeds;
  if (!Number.isInteger(count) || count < 1 || count > MOST_SEEDS) {
    throw new FlopscopeError(
      'invalid-input',
      `The experiment cannot be run over ${String(count)} seeds. Choose a whole number from 1 to ${MOST_SEEDS}.`,
    );
  }
  const settings: DigitsSettings = {
    learningRate: DIGITS_LEARNING_RATE,
    fineTuningRate: FINE_TUNING_RATE,
    student: {
      widths: STUDENT_WIDTHS,
      labels: 1000,
      temperature: TEMPERATURE,
      softWeight: SOFT_WEIGHT,
    },
    latencySamples: extent.latencySamples,
  };
  const steps = stepsOf(extent);
  const rest = { version: DIGITS_EXPERIMENT_VERSION, size, steps, settings };
  return {
    ...rest,
    seeds: Array.from({ length: count }, (_, index) => index + 1),
    hash: fingerprintOfText(JSON.stringify(rest)),
  };
}

function stepsOf({
  sparsities,
  schemes,
  denseSteps,
  tuningSteps,
  studentSteps,
}: Extent): readonly DigitsStep[] {
  const pruned = (['global', 'layer'] as const).flatMap((scope) =>
    sparsities[scope].map((sparsity): DigitsStep => ({
      kind: 'pruned',
      id: `pruned-${scope}-${Math.round(100 * sparsity)}`,
      sparsity,
      scope,
      steps: tuningSteps,
    })),
  );
  const quantized = schemes.map((scheme): DigitsStep => ({
    kind: 'quantized',
    id: scheme,
    scheme,
    ...(scheme === 'int4-weights' ? { groupSize: INT4_GROUP } : {}),
  }));
  return [
    { kind: 'dense', id: 'dense', steps: denseSteps },
    { kind: 'fused', id: 'fused' },
    ...quantized,
    ...pruned,
    { kind: 'channels', id: 'channels-50', keep: 0.5, steps: tuningSteps },
    { kind: 'student', id: 'student', softTargets: false, steps: studentSteps },
    { kind: 'student', id: 'student-taught', softTargets: true, steps: studentSteps },
  ];
}

/** Optimizer steps of one seed: what most of its time goes to. */
export function trainingSteps(steps: readonly DigitsStep[]): number {
  return steps.reduce((sum, step) => sum + ('steps' in step ? step.steps : 0), 0);
}

/**
 * @param only ids of the steps to run, the dense training always among them; all when absent.
 * @throws FlopscopeError `invalid-input` for a step that the plan does not have.
 */
export function wantedSteps(
  { steps }: DigitsPlan,
  only: readonly string[] | undefined,
): readonly DigitsStep[] {
  if (only === undefined) return steps;
  const unknown = only.find((id) => !steps.some((step) => step.id === id));
  if (unknown !== undefined) {
    throw new FlopscopeError(
      'invalid-input',
      `The experiment has no step "${unknown}". Its steps are: ${steps.map(({ id }) => id).join(', ')}.`,
    );
  }
  return steps.filter(({ kind, id }) => kind === 'dense' || only.includes(id));
}
