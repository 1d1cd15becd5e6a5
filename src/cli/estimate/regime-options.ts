// How the steps of a run are made: parts of a batch, recomputation, several GPUs, what is trained, how often.
import { type Command, Option } from 'commander';
import { type MemoryAdvice, memoryAdvice } from '../../estimate/regimes/memory-advice.ts';
import type { EstimateRequest, TrainingEstimate } from '../../estimate/estimate-training.ts';
import type { RecipeInput } from '../../estimate/recipes.ts';
import { CHECKPOINTINGS, LORA_MATRICES, TUNINGS } from '../../estimate/regimes/regime-limits.ts';
import { interconnects } from '../../facts/interconnects.ts';
import { formatAmount, formatShare } from '../../shared/format.ts';
import { formatDuration, formatDurationEstimate } from '../../shared/format-duration.ts';
import { cardMemory } from './card-figures.ts';

export interface RegimeOptions {
  readonly accumulation?: string;
  readonly checkpointing?: string;
  readonly memory?: string;
  readonly gpus?: string;
  readonly interconnect?: string;
  readonly train?: string;
  readonly lastBlocks?: string;
  readonly loraRank?: string;
  readonly loraMatrices?: string;
  readonly trials?: string;
  readonly card?: string;
}

/** What the fields of a recipe are called here, where the name differs. */
export const regimeOptionNames: Readonly<Record<string, string>> = {
  devices: 'gpus',
  tuning: 'train',
  tunedBlocks: 'last-blocks',
  loraRank: 'lora-rank',
  loraMatrices: 'lora-matrices',
};

export function addRegimeOptions(command: Command): Command {
  return command
    .option('--accumulation <n>', 'cut the batch into n parts before each update')
    .addOption(
      new Option('--checkpointing <what>', 'recompute the inside of blocks for backward').choices([
        ...CHECKPOINTINGS,
      ]),
    )
    .option(
      '--memory <amount>',
      'memory of one GPU, "24" or "16 GiB": does it fit, and what would make it fit; --card knows it too',
    )
    .option('--gpus <n>', 'share every batch between n GPUs')
    .option('--interconnect <id>', `between GPUs: ${interconnects.map(({ id }) => id).join(', ')}`)
    .addOption(new Option('--train <what>', 'which weights are trained').choices([...TUNINGS]))
    .option('--last-blocks <n>', 'with --train last: blocks trained beside the head')
    .option('--lora-rank <n>', 'with --train lora: rank of the adapters')
    .addOption(
      new Option(
        '--lora-matrices <which>',
        'with --train lora: what the adapters stand beside',
      ).choices([...LORA_MATRICES]),
    )
    .option('--trials <n>', 'whole runs; nobody trains once');
}

/** @throws FlopscopeError `unknown-name` for a card that is not in the list. */
export async function regimeInput(options: RegimeOptions): Promise<RecipeInput> {
  const { accumulation, checkpointing, interconnect, loraRank, loraMatrices, trials } = options;
  return {
    accumulation,
    checkpointing,
    memory: options.memory ?? (await cardMemory(options.card)),
    devices: options.gpus,
    interconnect,
    tuning: options.train,
    tunedBlocks: options.lastBlocks,
    loraRank,
    loraMatrices,
    trials,
  };
}

/** Nothing where the memory of the device is not known or suffices. */
export function adviceFor(request: EstimateRequest, estimate: TrainingEstimate): MemoryAdvice {
  return estimate.memoryVerdict?.fits === false
    ? memoryAdvice(request)
    : { suggestions: [], together: null };
}

/** Lines on memory, recomputation, communication and trials; none for a plain run. */
export function formatRegime(estimate: TrainingEstimate, advice: MemoryAdvice): string[] {
  const { communication, trials, memoryVerdict, params, trainedParams } = estimate;
  const lines: string[] = [];
  if (trainedParams < params) {
    lines.push(`  trained     ${formatShare(trainedParams / params)} of the parameters`);
  }
  if (estimate.recomputedFlopsPerStep > 0) {
    lines.push(
      `  recomputed  ${formatAmount(estimate.recomputedFlopsPerStep, 'FLOP')} a step, on top`,
    );
  }
  if (communication !== null) {
    const { devices, interconnect, ringSeconds, exposedSeconds, scalingEfficiency } = communication;
    lines.push(
      `  exchange    ${formatAmount(communication.bytesPerStep, 'B')} of gradients a step over ${interconnect}: ${formatDuration(ringSeconds)}, of which ${formatDuration(exposedSeconds.low)} to ${formatDuration(exposedSeconds.high)} cannot be hidden`,
      `  scaling     ${formatShare(scalingEfficiency.low)} to ${formatShare(scalingEfficiency.high)} of ${devices} times one GPU`,
    );
  }
  if (trials.count > 1) {
    const { value, range } = formatDurationEstimate(trials.seconds);
    lines.push(`  ${trials.count} trials  ${value}${range === '' ? '' : `  (${range})`}`);
  }
  if (memoryVerdict !== null) {
    const { deviceBytes, neededBytes, fits, share } = memoryVerdict;
    lines.push(
      fits
        ? `  fits        ${formatShare(share)} of ${formatAmount(deviceBytes, 'B')}`
        : `  DOES NOT FIT: ${formatAmount(neededBytes, 'B')} into ${formatAmount(deviceBytes, 'B')}. What would help:`,
      ...formatAdvice(fits, advice),
    );
  }
  return lines;
}

function formatAdvice(fits: boolean, { suggestions, together }: MemoryAdvice): string[] {
  if (fits) return [];
  const all = together === null ? suggestions : [...suggestions, together];
  const lines = all.map(({ id, sentence, totalBytes, fits: enough, seconds, timeFactor }) => {
    const price =
      seconds === null || timeFactor === null
        ? 'time not known on this device'
        : `${formatDuration(seconds.value)}, ${timeFactor.toFixed(2)} × the time`;
    return `    ${enough ? 'fits' : 'not yet'}  ${formatAmount(totalBytes, 'B')}, ${price}: ${id === 'together' ? 'together: ' : ''}${sentence}`;
  });
  return all.some((each) => each.fits)
    ? lines
    : [
        ...lines,
        '    Nothing of this is enough: the weights need several GPUs that share the model.',
      ];
}
