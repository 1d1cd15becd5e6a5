// `flopscope utilization MODEL …`: what share of its hardware a run measured elsewhere reached.
import { Command, Option } from 'commander';
import { parseRecipe } from '../../estimate/recipes.ts';
import {
  judgeUtilization,
  type UtilizationVerdict,
} from '../../estimate/utilization/judge-utilization.ts';
import {
  type MeasuredSpeed,
  parseUtilization,
  type UtilizationInput,
} from '../../estimate/utilization/parse-utilization.ts';
import { peakKinds, type PeakKind } from '../../facts/accelerators.ts';
import type { ModelInfo } from '../../models/model-info.ts';
import { findModel } from '../../models/zoo/zoo.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { formatAmount, formatShare } from '../../shared/format.ts';
import { formatDuration } from '../../shared/format-duration.ts';
import { print } from '../print.ts';
import { cardPeak } from './card-figures.ts';

interface Options {
  readonly step?: string;
  readonly examplesPerSecond?: string;
  readonly tokensPerSecond?: string;
  readonly gpus?: string;
  readonly peak?: string;
  readonly card?: string;
  readonly peakKind: PeakKind;
  readonly recipe?: string;
  readonly batch?: string;
  readonly image?: string;
  readonly seq?: string;
  readonly checkpointing?: string;
  readonly train?: string;
  readonly json?: true;
}

export function utilizationCommand(): Command {
  return new Command('utilization')
    .description('what share of its peak a training run measured elsewhere reached: MFU and HFU')
    .argument('<model>', 'id of a model, see "flopscope models"')
    .option('--step <time>', 'time of one optimizer step, "250 ms" or "60.1 s"')
    .option('--examples-per-second <n>', 'images or sequences a second, of all GPUs together')
    .option('--tokens-per-second <n>', 'tokens a second, of all GPUs together')
    .option('--gpus <n>', 'GPUs that took part; 1 when left out')
    .option('--peak <rate>', 'peak of one GPU, dense: "312" TFLOPS')
    .option('--card <id>', 'a card in place of --peak, see "flopscope list cards"')
    .addOption(
      new Option('--peak-kind <kind>', 'which peak of the card')
        .choices([...peakKinds])
        .default('bf16-matrix'),
    )
    .option('--recipe <id>', 'training recipe whose sizes were used; custom when left out')
    .option('--batch <n>', 'examples per optimizer step, of all GPUs together')
    .option('--image <n>', 'height and width in pixels')
    .option('--seq <n>', 'tokens per example')
    .option('--checkpointing <what>', 'none, or blocks: their inside was computed twice')
    .option('--train <what>', 'all, last or lora')
    .option('--json', 'print the whole verdict as JSON')
    .action(run);
}

async function run(id: string, options: Options): Promise<void> {
  const model = findModel(id);
  const { recipe, batch, image, seq, checkpointing, train } = options;
  const parsed = parseRecipe(
    { recipe, batch, imageSize: image, sequenceLength: seq, checkpointing, tuning: train },
    model,
  );
  if (!parsed.ok) throw wrong(parsed.errors, RECIPE_OPTIONS);
  const speed = await speedOf(model, options);
  const verdict = judgeUtilization({ model: id, recipe: parsed.recipe, speed });
  await print(
    options.json === true
      ? `${JSON.stringify({ model: id, speed, ...verdict }, null, 2)}\n`
      : format(model, speed, verdict),
  );
}

const RECIPE_OPTIONS: Readonly<Record<string, string>> = {
  imageSize: 'image',
  sequenceLength: 'seq',
  tuning: 'train',
};

async function speedOf(model: ModelInfo, options: Options): Promise<MeasuredSpeed> {
  const { step, examplesPerSecond, tokensPerSecond, gpus, card, peakKind } = options;
  const given = [step, examplesPerSecond, tokensPerSecond].filter((each) => each !== undefined);
  if (given.length !== 1) {
    throw new FlopscopeError(
      'invalid-input',
      'Give what was measured once: --step, --examples-per-second or --tokens-per-second.',
    );
  }
  const peak = options.peak ?? (card === undefined ? undefined : await cardPeak(card, peakKind));
  const input: UtilizationInput = {
    measured: given[0],
    measure: step === undefined ? (tokensPerSecond === undefined ? 'examples' : 'tokens') : 'step',
    gpus,
    peak,
  };
  const readsTokens = model.bindings.some(({ name }) => name === 'sequenceLength');
  const parsed = parseUtilization(input, readsTokens);
  if (parsed.ok) return parsed.speed;
  const measured =
    step === undefined
      ? tokensPerSecond === undefined
        ? 'examples-per-second'
        : 'tokens-per-second'
      : 'step';
  throw wrong(parsed.errors, { measured, measure: measured });
}

function wrong(
  errors: Readonly<Partial<Record<string, string>>>,
  names: Readonly<Record<string, string>>,
): FlopscopeError {
  const sentences = Object.entries(errors).map(
    ([field, sentence]) => `--${names[field] ?? field}: ${sentence ?? ''}`,
  );
  return new FlopscopeError('invalid-input', sentences.join('\n           '));
}

function format(model: ModelInfo, speed: MeasuredSpeed, verdict: UtilizationVerdict): string {
  const { modelFlopsUtilization: mfu, hardwareFlopsUtilization: hfu, published } = verdict;
  return [
    `${model.name}: MFU ${formatShare(mfu)}${hfu === mfu ? '' : `, HFU ${formatShare(hfu)}`} of ${formatAmount(speed.peakFlopsPerSecond, 'FLOPS')} on ${speed.gpus} GPU${speed.gpus === 1 ? '' : 's'}`,
    `  ${verdict.sentence}`,
    ...verdict.hints.map((hint) => `  - ${hint}`),
    '',
    `  step        ${formatDuration(verdict.stepSeconds)}`,
    `  FLOPs       ${formatAmount(verdict.modelFlopsPerStep, 'FLOP')} a step${hfu === mfu ? '' : `, ${formatAmount(verdict.hardwareFlopsPerStep, 'FLOP')} with recomputation`}`,
    `  a GPU       ${formatAmount(verdict.modelFlopsPerSecond, 'FLOPS')}`,
    `  published   ${formatShare(published.low)} to ${formatShare(published.high)}, median ${formatShare(published.median)}, of ${published.runs} runs`,
    ...verdict.conflicts.map(
      ({ model: name, records }) =>
        `              ${name}: ${records.map(({ utilization, source, provenance }) => `${formatShare(utilization)} (${source}${provenance === 'memory' ? ', unverified' : ''})`).join('; ')}`,
    ),
    '',
    ...verdict.notes.map((note) => `  - ${note}`),
    '',
  ].join('\n');
}
