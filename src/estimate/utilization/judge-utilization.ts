// From a speed measured elsewhere to the share of the hardware's peak that it means, held against published runs.
import {
  publishedUtilization,
  utilizationConflicts,
  type UtilizationConflict,
  type UtilizationRange,
} from '../../facts/utilization.ts';
import { formatAmount, formatShare } from '../../shared/format.ts';
import type { TrainingRecipe } from '../recipe.ts';
import { preparePhase } from '../regimes/prepare-phase.ts';
import { regimeOf } from '../regimes/regime.ts';
import { tunedLayer } from '../regimes/step-layers.ts';
import { trainingSubject, type TrainingSubject } from '../training-subject.ts';
import type { MeasuredSpeed } from './parse-utilization.ts';

export type UtilizationJudgement =
  | 'impossible'
  | 'above published'
  | 'high'
  | 'usual'
  | 'low'
  | 'hardly any';

export interface UtilizationVerdict {
  readonly judgement: UtilizationJudgement;
  /** For a person: what the figure means. */
  readonly sentence: string;
  /** What to look at. */
  readonly hints: readonly string[];
  readonly stepSeconds: number;
  /** Matrix products of one step as the model asks for them: 2 × MACs of forward and backward. */
  readonly modelFlopsPerStep: number;
  /** With what checkpointing computes a second time. */
  readonly hardwareFlopsPerStep: number;
  /** Of one GPU. */
  readonly modelFlopsPerSecond: number;
  readonly hardwareFlopsPerSecond: number;
  /** Above 1 it cannot be: see `judgement`. */
  readonly modelFlopsUtilization: number;
  readonly hardwareFlopsUtilization: number;
  readonly published: UtilizationRange;
  readonly conflicts: readonly UtilizationConflict[];
  /** What the step was taken to be. */
  readonly notes: readonly string[];
}

export interface UtilizationRequest {
  readonly model: string | TrainingSubject;
  /** Batch, sizes, tuning and checkpointing; of several phases the first. */
  readonly recipe: TrainingRecipe;
  readonly speed: MeasuredSpeed;
}

/** @throws FlopscopeError as building the model does. */
export function judgeUtilization({ model, recipe, speed }: UtilizationRequest): UtilizationVerdict {
  const [phase] = recipe.phases;
  // How the batch is cut and shared changes nothing of the arithmetic, and other ways of sharing need not divide it.
  const whole: TrainingRecipe = {
    ...recipe,
    regime: { ...regimeOf(recipe), accumulation: 1, devices: 1 },
  };
  const { built, tuned, costed, recomputed } = preparePhase(trainingSubject(model), whole, phase);
  const layers = costed.layers.map((layer) => tunedLayer(layer, tuned, recipe.precision));
  const modelMacs = layers.reduce(
    (sum, { cost }) => sum + cost.forward.macs + cost.backwardData.macs + cost.backwardWeights.macs,
    0,
  );
  const againMacs = layers.reduce(
    (sum, { cost }, index) => sum + (recomputed.has(index) ? cost.forward.macs : 0),
    0,
  );
  const tokens = phase.batch * (built.bindings.sequenceLength ?? 1);
  const stepSeconds =
    speed.measure === 'step'
      ? speed.value
      : (speed.measure === 'tokens' ? tokens : phase.batch) / speed.value;
  const perSecond = (macs: number) => (2 * macs) / stepSeconds / speed.gpus;
  const mfu = perSecond(modelMacs) / speed.peakFlopsPerSecond;
  const hfu = perSecond(modelMacs + againMacs) / speed.peakFlopsPerSecond;
  const published = publishedUtilization();
  return {
    ...judge(mfu, hfu, published),
    stepSeconds,
    modelFlopsPerStep: 2 * modelMacs,
    hardwareFlopsPerStep: 2 * (modelMacs + againMacs),
    modelFlopsPerSecond: perSecond(modelMacs),
    hardwareFlopsPerSecond: perSecond(modelMacs + againMacs),
    modelFlopsUtilization: mfu,
    hardwareFlopsUtilization: hfu,
    published,
    conflicts: utilizationConflicts(),
    notes: [
      `A step is taken as a batch of ${phase.batch}${built.bindings.sequenceLength === undefined ? '' : ` sequences of ${built.bindings.sequenceLength} tokens`}, ${formatAmount(2 * modelMacs, 'FLOP')} in matrix products; 1 MAC = 2 FLOP.`,
      ...(recipe.phases.length > 1
        ? [`${recipe.name} has several phases; this is “${phase.name}”.`]
        : []),
      'All scores of attention are counted, also those that a causal mask hides: fused kernels skip them, so that their hardware does up to half of that less.',
    ],
  };
}

/** A thousandth of the peak is slower than anything but a wrong unit or a starving GPU. */
const HARDLY_ANY = 0.005;

function judge(
  mfu: number,
  hfu: number,
  { low, high, highest, lowest, runs }: UtilizationRange,
): Pick<UtilizationVerdict, 'judgement' | 'sentence' | 'hints'> {
  const range = `${formatShare(low)} to ${formatShare(high)}`;
  if (mfu > 1) {
    return {
      judgement: 'impossible',
      sentence: `${times(mfu)} the peak cannot be: the figures do not belong together.`,
      hints: IMPOSSIBLE,
    };
  }
  if (hfu > 1) {
    return {
      judgement: 'impossible',
      sentence: `The model’s own arithmetic fits into that time, but with everything computed twice it would be ${times(hfu)} the peak: less was recomputed than every block, or the peak is that of another precision.`,
      hints: ['Choose “none” under Checkpointing if nothing is recomputed.', ...IMPOSSIBLE],
    };
  }
  if (mfu > highest) {
    return {
      judgement: 'above published',
      sentence: `More than any of ${runs} published runs reached (${formatShare(highest)} at most). It can be true on one GPU with large products; check the units first.`,
      hints: IMPOSSIBLE,
    };
  }
  if (mfu > high) {
    return {
      judgement: 'high',
      sentence: `Very good: nine of ten published runs used less (${range} is usual).`,
      hints: [],
    };
  }
  if (mfu >= low) {
    return {
      judgement: 'usual',
      sentence: `As published runs do: eight of ten lie from ${range}.`,
      hints: mfu < (low + high) / 2 ? SLOW : [],
    };
  }
  if (mfu >= HARDLY_ANY) {
    return {
      judgement: 'low',
      sentence: `Less than nine of ten published runs (${range} is usual, ${formatShare(lowest)} the least). Convolutional networks and small models often stay below, as memory and not arithmetic bounds them.`,
      hints: SLOW,
    };
  }
  return {
    judgement: 'hardly any',
    sentence: 'The GPU hardly computes: it waits, or a unit is wrong.',
    hints: ['Seconds or milliseconds? Of one GPU or of all together?', ...SLOW],
  };
}

function times(utilization: number): string {
  return `${utilization < 10 ? utilization.toFixed(1) : Math.round(utilization)} times`;
}

const IMPOSSIBLE: readonly string[] = [
  'Is the peak that of the precision and the units that were used? Matrix units (tensor cores) have 2 to 16 times the plain f32 peak.',
  'Is the rate that of all GPUs together, and are all GPUs counted?',
  'Is the batch the one of the whole step, and the time that of the whole step? With accumulation many tools show one part of it.',
  'Were the tokens of padding, or frozen layers, counted as trained? Choose what is trained under Fine-tuning.',
];

const SLOW: readonly string[] = [
  'Batches too small to fill the GPU, or many small kernels: launches bound the time.',
  'Data loading, evaluation or checkpoints inside the measured time.',
  'The exchange of gradients over a slow interconnect.',
  'A peak for sparse matrices in the data sheet: dense training reaches half of that at best.',
];
