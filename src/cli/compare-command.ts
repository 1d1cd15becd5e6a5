// `flopscope compare MODEL --variants LIST`: a model beside smaller variants of it on a measured device.
import { Command } from 'commander';
import { type InferenceUse, parseInference } from '../estimate/inference/parse-inference.ts';
import { answerComparison } from '../estimate/shrink/compare-question.ts';
import { compareVariants } from '../estimate/shrink/compare-variants.ts';
import { MOST_FINE_TUNING, USUAL_FINE_TUNING } from '../estimate/shrink/making-cost.ts';
import { loadCompression } from '../facts/compression.ts';
import { parseVariants } from '../models/variants/parse-variants.ts';
import { variants as allVariants } from '../models/variants/variant-list.ts';
import { findModel } from '../models/zoo/zoo.ts';
import { deviceName } from '../results/device-name.ts';
import { FlopscopeError } from '../shared/errors.ts';
import { cardFootprint } from './card-footprint.ts';
import { comparisonDocument } from './comparison-document.ts';
import { formatComparison, formatTables } from './format-comparison.ts';
import { shrinkProfile } from './measured-profile.ts';
import { type NumberLimits, parseNumber } from './parse-number.ts';
import { print } from './print.ts';
import { formatRuns, runVariantsHere } from './run-variants.ts';

interface Options {
  readonly variants?: string;
  readonly list?: true;
  readonly batch?: string;
  readonly tokens?: string;
  readonly image?: string;
  readonly largeBatch?: string;
  readonly fineTuning?: string;
  readonly card?: string;
  readonly profile?: string;
  readonly run?: true;
  readonly adapter?: string;
  readonly json?: true;
}

export function compareCommand(): Command {
  return new Command('compare')
    .description('compare a model with pruned, quantized and smaller variants on a measured device')
    .argument('[model]', 'id of a model, see "flopscope models"')
    .option('--variants <list>', 'like "pruned:0.9,int8,channels:0.5+int8"; see --list')
    .option('--list', 'list the variants')
    .option('--batch <n>', 'images or sequences at once; 1 when left out')
    .option('--large-batch <n>', 'compare at this batch too, or at what of it fits')
    .option('--tokens <n>', 'tokens that are read')
    .option('--image <n>', 'height and width in pixels')
    .option(
      '--fine-tuning <share>',
      `share of the usual training that fine-tuning takes; ${USUAL_FINE_TUNING} when left out`,
    )
    .option(
      '--profile <file>',
      'result of "flopscope measure --suite shrink"; the latest when left out',
    )
    .option('--card <id>', 'the card of that device, for its power; see "flopscope list cards"')
    .option('--run', 'also run the network and its variants here, beside what is foretold')
    .option('--adapter <name>', 'for --run: number, name or part of the name of an adapter')
    .option('--json', 'print the comparison as JSON')
    .action(run);
}

const optionOf: Readonly<Record<string, string>> = {
  inferenceBatch: 'batch',
  imageSize: 'image',
  tokensIn: 'tokens',
};

async function run(model: string | undefined, options: Options): Promise<void> {
  if (options.list === true) {
    await print(formatVariants());
    return;
  }
  if (model === undefined || options.variants === undefined) {
    throw new FlopscopeError(
      'invalid-input',
      'Name a model and its variants: flopscope compare resnet50 --variants pruned:0.9,int8. "flopscope compare --list" lists the variants.',
    );
  }
  // What is asked for is checked before anything is measured.
  const variants = parseVariants(options.variants);
  const use = useOf(model, options);
  const largeBatch = numberOf(options.largeBatch, '--large-batch', LARGE_BATCHES);
  const fineTuning = numberOf(options.fineTuning, '--fine-tuning', {
    min: 0,
    max: MOST_FINE_TUNING,
  });
  const profile = await shrinkProfile(options.profile);
  const published = await loadCompression();
  const footprint = await cardFootprint(profile, options.card);
  const asked = { model, use, footprint, ...(fineTuning === undefined ? {} : { fineTuning }) };
  const { single, large, notes } =
    largeBatch === undefined
      ? { ...NO_LARGE_BATCH, single: compareVariants({ ...asked, variants, profile, published }) }
      : answerComparison(
          { ...asked, variants: options.variants, largeBatch },
          { profile, published },
        );
  const { adapter, variants: typed } = options;
  const runs =
    options.run === undefined
      ? undefined
      : await runVariantsHere({
          model,
          variants: typed,
          use,
          profile,
          comparison: single,
          adapter,
        });
  const device = deviceName(profile.identity);
  if (options.json === true) {
    const document = {
      ...comparisonDocument(single),
      ...(largeBatch === undefined
        ? {}
        : { large: large === null ? null : comparisonDocument(large), largeNotes: notes }),
      ...(runs === undefined ? {} : { runs }),
    };
    await print(`${JSON.stringify(document, null, 2)}\n`);
    return;
  }
  await print(
    [
      formatComparison(single, device),
      ...(large === null ? [] : [formatTables(large, device)]),
      ...notes.map((note) => `! ${note}\n`),
      ...(runs === undefined ? [] : [formatRuns(runs)]),
    ].join('\n'),
  );
}

const NO_LARGE_BATCH = { large: null, notes: [] } as const;

/** Whatever of it a model and a device take: what does not fit is halved. */
const LARGE_BATCHES = { min: 1, max: 1e6, integer: true } as const;

function numberOf(
  typed: string | undefined,
  option: string,
  limits: NumberLimits,
): number | undefined {
  return typed === undefined ? undefined : parseNumber(typed, option, limits);
}

/** @throws FlopscopeError `unknown-name` for the model, `invalid-input` with a sentence for each wrong option. */
function useOf(model: string, { batch, tokens, image }: Options): InferenceUse {
  const parsed = parseInference(
    { inferenceBatch: batch, tokensIn: tokens, imageSize: image },
    findModel(model),
  );
  if (parsed.ok) return parsed.use;
  const sentences = Object.entries(parsed.errors).map(
    ([field, sentence]) => `--${optionOf[field] ?? field}: ${sentence}`,
  );
  throw new FlopscopeError('invalid-input', sentences.join('\n           '));
}

function formatVariants(): string {
  const lines = allVariants.map(({ id, parameters, sentence }) => {
    const typed = [id, ...parameters.map(({ name }) => `<${name}>`)].join(':');
    return `  ${typed.padEnd(30)}${sentence}\n`;
  });
  return `${lines.join('')}  Commas separate variants; a plus puts one on the result of another: "channels:0.5+int8".\n`;
}
