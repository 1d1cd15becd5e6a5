// What would make a training run fit: every change is computed, with the memory it leaves and what it costs in time.
import { FlopscopeError } from '../../shared/errors.ts';
import { formatCount } from '../../shared/format.ts';
import { estimateTraining, type EstimateRequest } from '../estimate-training.ts';
import { bytesPerTrainedParameter } from '../memory.ts';
import type { RecipeField, TrainingRecipe } from '../recipe.ts';
import type { Range } from '../training-estimate.ts';
import { trainingSubject } from '../training-subject.ts';
import { recipeMemory } from './prepare-phase.ts';
import { regimeOf, type TrainingRegime } from './regime.ts';

/** Fields of the form with the values that a change gives them. */
export type FieldChanges = Readonly<Partial<Record<RecipeField, string>>>;

export interface MemorySuggestion {
  /** "accumulation", or "together" for several changes at once. */
  readonly id: string;
  readonly sentence: string;
  readonly changes: FieldChanges;
  readonly totalBytes: number;
  readonly fits: boolean;
  /** Of the whole run; null where this device cannot tell, which `unknownTime` explains. */
  readonly seconds: Range | null;
  /** Over the time without the change. */
  readonly timeFactor: number | null;
  readonly unknownTime?: string;
}

export interface MemoryAdvice {
  /** Each change alone, in the order in which they should be tried. */
  readonly suggestions: readonly MemorySuggestion[];
  /** Several at once, where no single one is enough and these are. */
  readonly together: MemorySuggestion | null;
}

interface Change {
  readonly id: string;
  readonly sentence: string;
  readonly changes: FieldChanges;
  readonly recipe: TrainingRecipe;
}

/** Nothing to say where the memory is not known or suffices. @throws as `estimateTraining`. */
export function memoryAdvice(request: EstimateRequest): MemoryAdvice {
  const device = regimeOf(request.recipe).deviceMemoryBytes;
  const subject = trainingSubject(request.model);
  const bytesOf = (recipe: TrainingRecipe) => recipeMemory(subject, recipe).total;
  if (device === undefined || bytesOf(request.recipe) <= device) {
    return { suggestions: [], together: null };
  }
  const now = estimateTraining(request).seconds.value;
  const priced = (change: Change): MemorySuggestion => {
    const totalBytes = bytesOf(change.recipe);
    const { id, sentence, changes } = change;
    const base = { id, sentence, changes, totalBytes, fits: totalBytes <= device };
    try {
      const { seconds } = estimateTraining({ ...request, recipe: change.recipe });
      return { ...base, seconds, timeFactor: seconds.value / now };
    } catch (thrown) {
      if (!(thrown instanceof FlopscopeError)) throw thrown;
      return { ...base, seconds: null, timeFactor: null, unknownTime: thrown.message };
    }
  };
  const fits = (recipe: TrainingRecipe) => bytesOf(recipe) <= device;
  const needed = bytesOf(request.recipe);
  const suggestions = CHANGES.flatMap((change) => possible(() => change(request.recipe, fits)))
    .map(priced)
    .filter(({ totalBytes }) => totalBytes < needed);
  if (suggestions.some((each) => each.fits)) return { suggestions, together: null };
  const together = combine(request.recipe, fits);
  return { suggestions, together: together ? priced(together) : null };
}

type ChangeMaker = (
  recipe: TrainingRecipe,
  fits: (recipe: TrainingRecipe) => boolean,
) => Change | undefined;

const smallerParts: ChangeMaker = (recipe, fits) => {
  const { accumulation, devices } = regimeOf(recipe);
  const shares = recipe.phases.map(({ batch }) => batch / devices);
  const chosen = smallestFitting(commonDivisors(shares, accumulation), (parts) =>
    fits(withRegime(recipe, { accumulation: parts })),
  );
  if (chosen === undefined) return undefined;
  const size = Math.max(...shares) / chosen;
  return {
    id: 'accumulation',
    sentence: `Run the batch in ${formatCount(chosen)} parts of ${formatCount(size)}, one after the other.`,
    changes: { accumulation: String(chosen) },
    recipe: withRegime(recipe, { accumulation: chosen }),
  };
};

const checkpoints: ChangeMaker = (recipe) =>
  regimeOf(recipe).checkpointing === 'blocks'
    ? undefined
    : {
        id: 'checkpointing',
        sentence: 'Keep only the inputs of blocks and compute their inside again for backward.',
        changes: { checkpointing: 'blocks' },
        recipe: withRegime(recipe, { checkpointing: 'blocks' }),
      };

const fewerBits: ChangeMaker = (recipe) => {
  if (recipe.precision === 'f16') return undefined;
  const precision = recipe.precision === 'f32' ? 'mixed' : 'f16';
  return {
    id: 'precision',
    sentence:
      precision === 'mixed'
        ? 'Compute and keep activations in f16, with an f32 copy of the weights for the update.'
        : 'Keep everything in f16, the optimizer’s state too; many models do not survive that.',
    changes: { precision },
    recipe: { ...recipe, precision },
  };
};

const lighterOptimizer: ChangeMaker = (recipe, fits) => {
  const lighter = (['sgd-momentum', 'sgd'] as const).filter(
    (each) =>
      bytesPerTrainedParameter(each, recipe.precision) <
      bytesPerTrainedParameter(recipe.optimizer, recipe.precision),
  );
  const optimizer = lighter.find((each) => fits({ ...recipe, optimizer: each })) ?? lighter.at(-1);
  if (optimizer === undefined) return undefined;
  return {
    id: 'optimizer',
    sentence: `Update with ${optimizer === 'sgd' ? 'plain SGD, which keeps no state' : 'SGD and momentum, which keeps half of Adam’s state'}; what the model learns changes.`,
    changes: { optimizer },
    recipe: { ...recipe, optimizer },
  };
};

const adapters: ChangeMaker = (recipe, fits) => {
  if (regimeOf(recipe).tuning.kind === 'lora') return undefined;
  const adapted = withRegime(recipe, {
    tuning: { kind: 'lora', rank: 8, matrices: 'query-value' },
  });
  // Throws for a model without attention, which `possible` understands.
  fits(adapted);
  return {
    id: 'lora',
    sentence: 'Train adapters of rank 8 beside frozen weights (LoRA): for fine-tuning only.',
    changes: { tuning: 'lora', loraRank: '8', loraMatrices: 'query-value' },
    recipe: adapted,
  };
};

const moreDevices: ChangeMaker = (recipe, fits) => {
  const { accumulation, devices } = regimeOf(recipe);
  const shares = recipe.phases.map(({ batch }) => batch / accumulation);
  const chosen = smallestFitting(commonDivisors(shares, devices), (count) =>
    fits(withRegime(recipe, { devices: count })),
  );
  if (chosen === undefined) return undefined;
  return {
    id: 'devices',
    sentence: `Share the batch between ${formatCount(chosen)} such GPUs; each still holds the whole model.`,
    changes: { devices: String(chosen) },
    recipe: withRegime(recipe, { devices: chosen }),
  };
};

const CHANGES: readonly ChangeMaker[] = [
  smallerParts,
  checkpoints,
  fewerBits,
  lighterOptimizer,
  adapters,
  moreDevices,
];

/** One change after the other until it fits; undefined when it never does. Devices do not help beyond parts of one. */
function combine(
  recipe: TrainingRecipe,
  fits: (recipe: TrainingRecipe) => boolean,
): Change | undefined {
  let current = recipe;
  const others: Change[] = [];
  for (const make of [smallerParts, checkpoints, fewerBits, lighterOptimizer, adapters]) {
    const [change] = possible(() => make(current, fits));
    if (change === undefined) continue;
    current = change.recipe;
    if (change.id !== 'accumulation') others.push(change);
    if (!fits(current)) continue;
    // With the others in place the parts may be larger again.
    const whole = withRegime(current, { accumulation: regimeOf(recipe).accumulation });
    const parts = fits(whole) ? [] : possible(() => smallerParts(whole, fits));
    const joined = [...parts, ...others];
    return {
      id: 'together',
      sentence: joined.map(({ sentence }) => sentence).join(' '),
      changes: joined.reduce<FieldChanges>((all, { changes }) => ({ ...all, ...changes }), {}),
      recipe: parts[0]?.recipe ?? whole,
    };
  }
  return undefined;
}

/** A change that the model does not allow (no attention to adapt) is no suggestion. */
function possible(make: () => Change | undefined): readonly Change[] {
  try {
    return [make() ?? []].flat();
  } catch (thrown) {
    if (thrown instanceof FlopscopeError && thrown.code === 'invalid-input') return [];
    throw thrown;
  }
}

function withRegime(recipe: TrainingRecipe, changes: Partial<TrainingRegime>): TrainingRecipe {
  return { ...recipe, regime: { ...regimeOf(recipe), ...changes } };
}

/** The smallest of ascending candidates that fits, found by halving, as memory falls with each; else the last. */
function smallestFitting(
  candidates: readonly number[],
  fits: (candidate: number) => boolean,
): number | undefined {
  let [low, high] = [0, candidates.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const candidate = candidates[middle];
    if (candidate !== undefined && fits(candidate)) high = middle;
    else low = middle + 1;
  }
  return candidates[low];
}

/** Multiples of `above`, larger than it, that divide every number. */
function commonDivisors(numbers: readonly number[], above: number): readonly number[] {
  const least = Math.min(...numbers);
  const divisors: number[] = [];
  for (let each = 2 * above; each <= least; each += above) {
    if (numbers.every((number) => number % each === 0)) divisors.push(each);
  }
  return divisors;
}
