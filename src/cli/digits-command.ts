// `flopscope digits`: trains a small network on real handwritten digits, on this GPU, and tells how many it gets right
// that it has never seen.
import { Command } from 'commander';
import { acquireDevice } from '../engine/device/acquire-device.ts';
import { trainClassifier, type TrainedClassifier } from '../engine/executor/train-classifier.ts';
import { loadDigits } from '../facts/digits/digits.ts';
import { digitsTraining } from '../models/digits-training.ts';
import { KernelRates } from '../rates/kernel-rates.ts';
import { measuredHere } from './measured-here.ts';
import { nodeProvider } from './node-provider.ts';
import { parseNumber } from './parse-number.ts';
import { print } from './print.ts';

interface Options {
  readonly epochs: number;
  readonly seed: number;
  readonly profile?: string;
  readonly adapter?: string;
  readonly json?: true;
}

export function digitsCommand(): Command {
  return new Command('digits')
    .description('train a small network on handwritten digits, and examine it on held-out ones')
    .option(
      '--epochs <n>',
      'passes over the training images (1–100)',
      (text) => whole(text, '--epochs', 1, 100),
      3,
    )
    .option('--seed <n>', 'of weights and order', (text) => whole(text, '--seed', 0, 2 ** 31), 1)
    .option(
      '--profile <file>',
      'a result of the suite "training" of this device; it chooses the kernels (default: the latest)',
    )
    .option('--adapter <name>', 'number, name or part of the name of an adapter')
    .option('--json', 'print accuracies and losses as JSON on standard output')
    .action(run);
}

function whole(text: string, name: string, min: number, max: number): number {
  return Math.floor(parseNumber(text, name, { min, max }));
}

async function run({ epochs, seed, profile, adapter, json }: Options): Promise<void> {
  const digits = await loadDigits();
  const controller = new AbortController();
  const onInterrupt = () => {
    controller.abort();
  };
  process.once('SIGINT', onInterrupt);
  const provider = await nodeProvider(adapter);
  const measured = await measuredHere(provider, profile);
  const session = await acquireDevice(provider);
  try {
    const rates =
      measured === undefined ? {} : { rates: new KernelRates(measured, session.traits) };
    const request = { ...digitsTraining(digits, { epochs, seed }), ...rates };
    const trained = await trainClassifier(session, request, {
      signal: controller.signal,
      onEpoch: (epoch, accuracy) => {
        process.stderr.write(
          `Epoch ${epoch + 1}: ${(100 * accuracy).toFixed(2)} % of the held-out digits right\n`,
        );
      },
    });
    await print(json === true ? `${JSON.stringify(documentOf(trained))}\n` : summaryOf(trained));
  } finally {
    session.dispose();
    process.removeListener('SIGINT', onInterrupt);
  }
}

function documentOf({ accuracies, losses, steps, stepsMs }: TrainedClassifier) {
  return { accuracies, losses, steps, stepsMs };
}

function summaryOf({ accuracies, losses, steps, stepsMs }: TrainedClassifier): string {
  const last = accuracies.at(-1) ?? 0;
  const curve = losses.filter((_, index) => index % 5 === 0);
  return [
    `${(100 * last).toFixed(2)} % of 1,500 held-out digits are right after ${steps} steps in ${(stepsMs / 1e3).toFixed(1)} s.`,
    '',
    '  step   loss',
    ...curve.map(({ step, loss }) => `  ${String(step).padStart(4)}   ${loss.toFixed(3)}`),
    '',
  ].join('\n');
}
