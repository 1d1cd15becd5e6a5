// `flopscope estimate MODEL [--recipe R]`: how long a training run takes on a measured device.
import { Command } from 'commander';
import { estimateTraining } from '../estimate/estimate-training.ts';
import {
  parseRecipe,
  type RecipeInput,
  recipesFor,
  type TrainingRecipe,
} from '../estimate/recipes.ts';
import { findModel } from '../models/zoo/zoo.ts';
import { FlopscopeError } from '../shared/errors.ts';
import {
  addClockOptions,
  checkClockOptions,
  type ClockOptions,
  estimateClocks,
  formatClocks,
} from './estimate/clock-options.ts';
import {
  addFootprintOptions,
  checkFootprintOptions,
  footprintOf,
  type FootprintOptions,
} from './estimate/footprint-options.ts';
import {
  addRegimeOptions,
  adviceFor,
  formatRegime,
  regimeInput,
  type RegimeOptions,
  regimeOptionNames,
} from './estimate/regime-options.ts';
import { formatEstimate } from './format-estimate.ts';
import { measuredProfile } from './measured-profile.ts';
import { print } from './print.ts';

interface Options extends FootprintOptions, ClockOptions, RegimeOptions {
  readonly recipe?: string;
  readonly profile?: string;
  readonly examples?: string;
  readonly epochs?: string;
  readonly tokens?: string;
  readonly steps?: string;
  readonly batch?: string;
  readonly image?: string;
  readonly seq?: string;
  readonly optimizer?: string;
  readonly precision?: string;
  readonly json?: true;
}

/** Option names that differ from the recipe's field names. */
const optionOf: Readonly<Record<string, string>> = {
  imageSize: 'image',
  sequenceLength: 'seq',
  ...regimeOptionNames,
};

export function estimateCommand(): Command {
  const command = new Command('estimate')
    .description('estimate a training run from a measured device')
    .argument('<model>', 'id of a model, see "flopscope models"')
    .option(
      '--recipe <id>',
      'training recipe, see "flopscope recipes"; the usual one of such a model when left out',
    )
    .option('--profile <file>', 'result of "flopscope measure"; the latest one when left out')
    .option('--examples <n>', 'training examples')
    .option('--epochs <n>', 'passes over the examples')
    .option('--tokens <n>', 'training tokens')
    .option('--steps <n>', 'optimizer steps')
    .option('--batch <n>', 'examples per optimizer step')
    .option('--image <n>', 'height and width in pixels')
    .option('--seq <n>', 'tokens per example')
    .option('--optimizer <name>', 'sgd, sgd-momentum, adam or adamw')
    .option('--precision <type>', 'f32, mixed (f16 with f32 weights for the update) or f16')
    .option('--json', 'print the whole estimate as JSON')
    .action(run);
  return addFootprintOptions(addClockOptions(addRegimeOptions(command)));
}

async function run(model: string, options: Options): Promise<void> {
  // The names are checked before anything is measured.
  const recipe = recipeFrom(model, options, await regimeInput(options));
  await checkClockOptions(options);
  await checkFootprintOptions(options);
  const profile = await measuredProfile(options.profile);
  const estimate = estimateTraining({ model, recipe, profile });
  const memoryAdvice = adviceFor({ model, recipe, profile }, estimate);
  const clocks = await estimateClocks(estimate, profile, options);
  const { footprint, text } = await footprintOf(estimate, profile, options);
  await print(
    options.json === true
      ? `${JSON.stringify({ ...estimate, memoryAdvice, clocks: clocks ?? null, footprint }, null, 2)}\n`
      : `${formatEstimate(estimate, profile, formatRegime(estimate, memoryAdvice))}\n${formatClocks(clocks)}\n${text}`,
  );
}

function recipeFrom(id: string, options: Options, regime: RecipeInput): TrainingRecipe {
  const model = findModel(id);
  const [usual] = recipesFor(model);
  const {
    recipe = usual?.id,
    image,
    seq,
    examples,
    epochs,
    tokens,
    steps,
    batch,
    optimizer,
    precision,
  } = options;
  const input: RecipeInput = {
    ...regime,
    recipe,
    examples,
    epochs,
    tokens,
    steps,
    batch,
    imageSize: image,
    sequenceLength: seq,
    optimizer,
    precision,
  };
  const parsed = parseRecipe(input, model);
  if (parsed.ok) return parsed.recipe;
  const sentences = Object.entries(parsed.errors).map(
    ([field, sentence]) => `--${optionOf[field] ?? field}: ${sentence}`,
  );
  throw new FlopscopeError('invalid-input', sentences.join('\n           '));
}
