// `flopscope inference MODEL`: how fast a trained model answers on a measured device.
import { Command } from 'commander';
import {
  estimateInference,
  type InferenceEstimate,
} from '../../estimate/inference/estimate-inference.ts';
import { parseInference } from '../../estimate/inference/parse-inference.ts';
import { findModel } from '../../models/zoo/zoo.ts';
import { deviceName } from '../../results/device-name.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { formatAmount, formatShare } from '../../shared/format.ts';
import { formatDurationEstimate } from '../../shared/format-duration.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { print } from '../print.ts';
import { measuredProfile } from '../measured-profile.ts';
import { cardMemory } from './card-figures.ts';

interface Options {
  readonly profile?: string;
  readonly batch?: string;
  readonly image?: string;
  readonly tokensIn?: string;
  readonly tokensOut?: string;
  readonly precision?: string;
  readonly memory?: string;
  readonly card?: string;
  readonly json?: true;
}

export function inferenceCommand(): Command {
  return new Command('inference')
    .description('estimate how fast a model answers on a measured device')
    .argument('<model>', 'id of a model, see "flopscope models"')
    .option('--profile <file>', 'result of "flopscope measure"; the latest one when left out')
    .option('--batch <n>', 'images or sequences at once; 1 when left out')
    .option('--image <n>', 'height and width in pixels')
    .option('--tokens-in <n>', 'tokens that are read')
    .option('--tokens-out <n>', 'tokens that a language model writes')
    .option('--precision <type>', 'f32 or f16')
    .option('--memory <amount>', 'memory of the GPU, "24" or "16 GiB": does it fit?')
    .option('--card <id>', 'the card of that device, for its memory; see "flopscope list cards"')
    .option('--json', 'print the whole estimate as JSON')
    .action(run);
}

const optionOf: Readonly<Record<string, string>> = {
  inferenceBatch: 'batch',
  imageSize: 'image',
  tokensIn: 'tokens-in',
  tokensOut: 'tokens-out',
  inferencePrecision: 'precision',
};

async function run(model: string, options: Options): Promise<void> {
  const { batch, image, tokensIn, tokensOut, precision, card } = options;
  const memory = options.memory ?? (await cardMemory(card));
  const parsed = parseInference(
    {
      inferenceBatch: batch,
      imageSize: image,
      tokensIn,
      tokensOut,
      inferencePrecision: precision,
      memory,
    },
    findModel(model),
  );
  if (!parsed.ok) {
    const sentences = Object.entries(parsed.errors).map(
      ([field, sentence]) => `--${optionOf[field] ?? field}: ${sentence}`,
    );
    throw new FlopscopeError('invalid-input', sentences.join('\n           '));
  }
  const profile = await measuredProfile(options.profile);
  const estimate = estimateInference({ model, use: parsed.use, profile });
  await print(
    options.json === true ? `${JSON.stringify(estimate, null, 2)}\n` : format(estimate, profile),
  );
}

function format(estimate: InferenceEstimate, profile: DeviceProfile): string {
  const { model, batch, precision, forward, decode, memoryBytes, memoryVerdict } = estimate;
  const time = (range: { value: number; low: number; high: number }) => {
    const { value, range: between } = formatDurationEstimate(range);
    return between === '' ? value : `${value}  (${between})`;
  };
  const rate = ({ value, low, high }: { value: number; low: number; high: number }) =>
    `${value.toPrecision(3)} a second (${low.toPrecision(3)}–${high.toPrecision(3)})`;
  const read = forward.tokensPerSecond;
  return [
    `${model.name}, batch ${batch}, ${precision}: ${time(estimate.seconds)} on ${deviceName(profile.identity)}`,
    '',
    `  ${decode === null ? 'one pass' : 'reading '}  ${time(forward.seconds)}, ${formatAmount(forward.flops, 'FLOP')}, bound by ${forward.bound}`,
    read === undefined
      ? `  images     ${rate(forward.examplesPerSecond)}`
      : `  tokens     ${rate(read)}`,
    ...(decode === null
      ? []
      : [
          `  writing    ${time(decode.stepSeconds)} a token, ${decode.tokensOut} tokens, bound by ${decode.bound}`,
          `  tokens     ${rate(decode.tokensPerSecond)}, all sequences together`,
          `  each step  reads and writes ${formatAmount(decode.bytesPerStep, 'B')}: all weights, and the keys and values so far`,
        ]),
    `  memory     ${formatAmount(memoryBytes.total, 'B')}: weights ${formatAmount(memoryBytes.weights, 'B')}, keys and values ${formatAmount(memoryBytes.cache, 'B')}, working ${formatAmount(memoryBytes.working, 'B')}`,
    memoryVerdict === null
      ? ''
      : `  ${memoryVerdict.fits ? 'fits' : 'DOES NOT FIT'}: ${formatShare(memoryVerdict.share)} of ${formatAmount(memoryVerdict.deviceBytes, 'B')}`,
    '',
    'Assumptions',
    ...estimate.assumptions.map(({ sentence }) => `  - ${sentence}`),
    ...estimate.warnings.map((warning) => `! ${warning}`),
    '',
  ].join('\n');
}
