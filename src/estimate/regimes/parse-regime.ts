// The door for the regime of a recipe: every wrong field gets its own sentence, nothing throws.
import { interconnects } from '../../facts/interconnects.ts';
import type { ModelInfo } from '../../models/model-info.ts';
import { unknownName } from '../../models/nearest-names.ts';
import { buildModel, listModels } from '../../models/zoo/zoo.ts';
import { asFlopscopeError } from '../../shared/errors.ts';
import { parseBytes } from '../parse-bytes.ts';
import type { Errors } from '../parse-length.ts';
import { isGiven, parseTypedNumber } from '../parse-number.ts';
import type { RecipeInput, RegimeField } from '../recipe.ts';
import type { TrainingRegime, Tuning } from './regime.ts';
import {
  CHECKPOINTINGS,
  LORA_MATRICES,
  MEMORY_LIMITS,
  REGIME_LIMITS,
  type RegimeNumber,
  TUNINGS,
} from './regime-limits.ts';
import { tuneGraph } from './tuned-graph.ts';

export const REGIME_FIELDS: readonly RegimeField[] = [
  'accumulation',
  'checkpointing',
  'memory',
  'devices',
  'interconnect',
  'tuning',
  'tunedBlocks',
  'loraRank',
  'loraMatrices',
  'trials',
];

/** Adapters of rank 8 beside queries and values (Hu et al., arXiv 2106.09685, section 7.1). */
const USUAL_LORA = { rank: 8, matrices: 'query-value' } as const;

/** @param base the regime where nothing was typed. */
export function parseRegime(
  input: RecipeInput,
  base: TrainingRegime,
  model: ModelInfo,
  errors: Errors,
): TrainingRegime {
  const number = (field: RegimeNumber) => wholeNumber(field, input[field], errors);
  const memory = memoryBytes(input.memory, errors);
  return {
    accumulation: number('accumulation') ?? base.accumulation,
    checkpointing: choice(input, 'checkpointing', CHECKPOINTINGS, errors) ?? base.checkpointing,
    devices: number('devices') ?? base.devices,
    interconnect: interconnect(input.interconnect, errors) ?? base.interconnect,
    tuning: parseTuning(input, base.tuning, model, errors),
    trials: number('trials') ?? base.trials,
    ...(memory === undefined
      ? base.deviceMemoryBytes === undefined
        ? {}
        : { deviceMemoryBytes: base.deviceMemoryBytes }
      : { deviceMemoryBytes: memory }),
  };
}

/** A batch must fall into equal parts; the sentence stands beside the field that was changed. */
export function checkParts(
  batches: readonly number[],
  { accumulation, devices }: TrainingRegime,
  errors: Errors,
): void {
  if (errors.batch ?? errors.accumulation ?? errors.devices) return;
  for (const batch of batches) {
    if (batch % devices !== 0) {
      errors.devices = `A batch of ${batch} cannot be shared equally by ${devices} GPUs. Choose ${nearestDivisors(batch, devices)}, or another batch.`;
    } else if ((batch / devices) % accumulation !== 0) {
      const share = batch / devices;
      errors.accumulation = `${share} examples${devices > 1 ? ' a GPU' : ''} cannot be cut into ${accumulation} equal parts. Choose ${nearestDivisors(share, accumulation)}, or another batch.`;
    }
  }
}

/** "4 or 8": the divisors around a number that is none. */
function nearestDivisors(of: number, wanted: number): string {
  const divisors = Array.from({ length: Math.floor(Math.sqrt(of)) }, (_, index) => index + 1)
    .filter((each) => of % each === 0)
    .flatMap((each) => [each, of / each])
    .sort((a, b) => a - b);
  const below = divisors.filter((each) => each < wanted).at(-1);
  const above = divisors.find((each) => each > wanted);
  return [below, above].filter((each) => each !== undefined).join(' or ');
}

function parseTuning(input: RecipeInput, base: Tuning, model: ModelInfo, errors: Errors): Tuning {
  const kind = choice(input, 'tuning', TUNINGS, errors) ?? base.kind;
  const blocks = wholeNumber('tunedBlocks', input.tunedBlocks, errors);
  const rank = wholeNumber('loraRank', input.loraRank, errors);
  const matrices = choice(input, 'loraMatrices', LORA_MATRICES, errors);
  const known = base.kind === kind ? base : undefined;
  const tuning: Tuning =
    kind === 'all'
      ? { kind }
      : kind === 'last'
        ? { kind, blocks: blocks ?? (known?.kind === 'last' ? known.blocks : 0) }
        : {
            kind,
            rank: rank ?? (known?.kind === 'lora' ? known.rank : USUAL_LORA.rank),
            matrices: matrices ?? (known?.kind === 'lora' ? known.matrices : USUAL_LORA.matrices),
          };
  if (!errors.tuning && !errors.tunedBlocks && !errors.loraRank) checkTuning(tuning, model, errors);
  return tuning;
}

/** Asks the model itself whether it has such layers; models from outside the zoo are asked when they are built. */
function checkTuning(tuning: Tuning, model: ModelInfo, errors: Errors): void {
  if (tuning.kind === 'all' || !listModels().includes(model)) return;
  const problem = tuningProblem(model, tuning);
  if (problem === undefined) return;
  if (tuning.kind === 'last') errors.tunedBlocks = problem;
  // A rank of 1 fits wherever there are matrices at all.
  else if (tuningProblem(model, { ...tuning, rank: 1 }) === undefined) errors.loraRank = problem;
  else errors.loraMatrices = problem;
}

function tuningProblem(model: ModelInfo, tuning: Tuning): string | undefined {
  try {
    tuneGraph(buildModel(model.id), tuning);
    return undefined;
  } catch (thrown) {
    return asFlopscopeError(thrown).message;
  }
}

function wholeNumber(field: RegimeNumber, typed: unknown, errors: Errors): number | undefined {
  if (!isGiven(typed)) return undefined;
  const { label, minimum, maximum, example } = REGIME_LIMITS[field];
  const value = parseTypedNumber(typed);
  const advice = `Enter for instance ${example}.`;
  if (value === undefined || !Number.isFinite(value)) {
    errors[field] = `${label} must be a number. ${advice}`;
  } else if (!Number.isInteger(value)) {
    errors[field] = `${label} must be a whole number. ${advice}`;
  } else if (value < minimum) {
    errors[field] = `${label} must be at least ${minimum}. ${advice}`;
  } else if (value > maximum) {
    errors[field] = `${label} must be at most ${maximum}. ${advice}`;
  } else {
    return value;
  }
  return undefined;
}

function memoryBytes(typed: unknown, errors: Errors): number | undefined {
  if (!isGiven(typed)) return undefined;
  const bytes = parseBytes(typed);
  if (bytes !== undefined && bytes >= MEMORY_LIMITS.minimum && bytes <= MEMORY_LIMITS.maximum) {
    return bytes;
  }
  errors.memory =
    'Memory must be an amount between 1 MB and 1000 TB. Enter for instance 24 (for 24 GB) or 16 GiB.';
  return undefined;
}

function interconnect(typed: unknown, errors: Errors): string | undefined {
  if (!isGiven(typed)) return undefined;
  const found = interconnects.find(({ id }) => id === typed);
  if (found) return found.id;
  errors.interconnect = unknownName(
    'interconnect',
    typeof typed === 'string' ? typed : '?',
    interconnects,
  ).message;
  return undefined;
}

function choice<T extends string>(
  input: RecipeInput,
  field: 'checkpointing' | 'tuning' | 'loraMatrices',
  choices: readonly T[],
  errors: Errors,
): T | undefined {
  const typed = input[field];
  if (!isGiven(typed)) return undefined;
  const found = choices.find((each) => each === typed);
  if (found === undefined) errors[field] = `Choose one of: ${choices.join(', ')}.`;
  return found;
}
