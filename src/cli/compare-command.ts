// `flopscope compare MODEL --variants LIST`: a model beside smaller variants of it on a measured device.
import { Command } from 'commander';
import { loadFootprintFacts } from '../estimate/footprint/load-footprint-facts.ts';
import type { FootprintRequest } from '../estimate/footprint/footprint.ts';
import { parseInference } from '../estimate/inference/parse-inference.ts';
import { compareVariants } from '../estimate/shrink/compare-variants.ts';
import { runningPower } from '../estimate/shrink/running-power.ts';
import { loadCompression } from '../facts/compression.ts';
import { parseVariants } from '../models/variants/parse-variants.ts';
import { variants as allVariants } from '../models/variants/variant-list.ts';
import { findModel } from '../models/zoo/zoo.ts';
import { deviceName } from '../results/device-name.ts';
import { FlopscopeError } from '../shared/errors.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { comparisonDocument } from './comparison-document.ts';
import { formatComparison } from './format-comparison.ts';
import { shrinkProfile } from './measured-profile.ts';
import { print } from './print.ts';

interface Options {
  readonly variants?: string;
  readonly list?: true;
  readonly batch?: string;
  readonly tokens?: string;
  readonly image?: string;
  readonly card?: string;
  readonly profile?: string;
  readonly json?: true;
}

export function compareCommand(): Command {
  return new Command('compare')
    .description('compare a model with pruned, quantized and smaller variants on a measured device')
    .argument('[model]', 'id of a model, see "flopscope models"')
    .option('--variants <list>', 'like "pruned:0.9,int8,channels:0.5+int8"; see --list')
    .option('--list', 'list the variants')
    .option('--batch <n>', 'images or sequences at once; 1 when left out')
    .option('--tokens <n>', 'tokens that are read')
    .option('--image <n>', 'height and width in pixels')
    .option(
      '--profile <file>',
      'result of "flopscope measure --suite shrink"; the latest when left out',
    )
    .option('--card <id>', 'the card of that device, for its power; see "flopscope list cards"')
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
  const parsed = parseInference(
    { inferenceBatch: options.batch, tokensIn: options.tokens, imageSize: options.image },
    findModel(model),
  );
  if (!parsed.ok) {
    const sentences = Object.entries(parsed.errors).map(
      ([field, sentence]) => `--${optionOf[field] ?? field}: ${sentence}`,
    );
    throw new FlopscopeError('invalid-input', sentences.join('\n           '));
  }
  const profile = await shrinkProfile(options.profile);
  const comparison = compareVariants({
    model,
    variants,
    use: parsed.use,
    profile,
    published: await loadCompression(),
    footprint: await footprintOf(profile, options.card),
  });
  await print(
    options.json === true
      ? `${JSON.stringify(comparisonDocument(comparison), null, 2)}\n`
      : formatComparison(comparison, deviceName(profile.identity)),
  );
}

/** @throws FlopscopeError `invalid-input` for a card that is not in the list, naming the nearest. */
async function footprintOf(
  profile: DeviceProfile,
  card: string | undefined,
): Promise<FootprintRequest> {
  const parsed = runningPower(profile, await loadFootprintFacts(), { card });
  if (parsed.ok) return parsed.request;
  throw new FlopscopeError('invalid-input', Object.values(parsed.errors).join(' '));
}

function formatVariants(): string {
  const lines = allVariants.map(({ id, parameters, sentence }) => {
    const typed = [id, ...parameters.map(({ name }) => `<${name}>`)].join(':');
    return `  ${typed.padEnd(30)}${sentence}\n`;
  });
  return `${lines.join('')}  Commas separate variants; a plus puts one on the result of another: "channels:0.5+int8".\n`;
}
