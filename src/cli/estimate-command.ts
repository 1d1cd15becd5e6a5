// `flopscope estimate MODEL --recipe R`: how long a training run takes on a measured device.
import { Command } from 'commander';
import { estimateTraining } from '../estimate/estimate-training.ts';
import { parseRecipe, type RecipeInput, type TrainingRecipe } from '../estimate/recipes.ts';
import { findModel } from '../models/zoo/zoo.ts';
import { FlopscopeError } from '../shared/errors.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { formatEstimate } from './format-estimate.ts';
import { print } from './print.ts';
import { latestProfile, loadProfile } from './profile-store.ts';
import { runMeasurement } from './run-measurement.ts';

interface Options {
  readonly recipe: string;
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
const optionOf: Readonly<Record<string, string>> = { imageSize: 'image', sequenceLength: 'seq' };

export function estimateCommand(): Command {
  return new Command('estimate')
    .description('estimate a training run from a measured device')
    .argument('<model>', 'id of a model, see "flopscope models"')
    .requiredOption('--recipe <id>', 'training recipe, see "flopscope recipes"')
    .option('--profile <file>', 'result of "flopscope measure"; the latest one when left out')
    .option('--examples <n>', 'training examples')
    .option('--epochs <n>', 'passes over the examples')
    .option('--tokens <n>', 'training tokens')
    .option('--steps <n>', 'optimizer steps')
    .option('--batch <n>', 'examples per optimizer step')
    .option('--image <n>', 'height and width in pixels')
    .option('--seq <n>', 'tokens per example')
    .option('--optimizer <name>', 'sgd-momentum or adam')
    .option('--precision <type>', 'f32 or f16')
    .option('--json', 'print the whole estimate as JSON')
    .action(run);
}

async function run(model: string, options: Options): Promise<void> {
  // The names are checked before anything is measured.
  const recipe = recipeFrom(model, options);
  const profile = await profileFrom(options);
  const estimate = estimateTraining({ model, recipe, profile });
  await print(
    options.json === true
      ? `${JSON.stringify(estimate, null, 2)}\n`
      : formatEstimate(estimate, profile),
  );
}

function recipeFrom(model: string, options: Options): TrainingRecipe {
  const { recipe, image, seq, examples, epochs, tokens, steps, batch, optimizer, precision } =
    options;
  const input: RecipeInput = {
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
  const parsed = parseRecipe(input, findModel(model));
  if (parsed.ok) return parsed.recipe;
  const sentences = Object.entries(parsed.errors).map(
    ([field, sentence]) => `--${optionOf[field] ?? field}: ${sentence}`,
  );
  throw new FlopscopeError('invalid-input', sentences.join('\n           '));
}

async function profileFrom({ profile }: Options): Promise<DeviceProfile> {
  if (profile !== undefined) return loadProfile(profile);
  const latest = await latestProfile();
  if (latest !== undefined) {
    process.stderr.write(`Using the result measured on ${latest.createdAt}.\n`);
    return latest;
  }
  process.stderr.write(
    'Nothing was measured yet on this machine: running the quick suite first.\n',
  );
  return runMeasurement({ suite: 'quick' });
}
