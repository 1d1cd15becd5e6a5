// `flopscope flexibility`: what few parameters that are known, or many that are not, cost in samples and operations, found
// on this GPU.
import { Command, Option } from 'commander';
import { acquireDevice } from '../engine/device/acquire-device.ts';
import { adapterKey } from '../engine/device/identity.ts';
import { runFlexibility } from '../engine/flexibility/run-flexibility.ts';
import { flexibilityDocument } from '../models/flexibility/flexibility-document.ts';
import {
  FLEXIBILITY_SIZES,
  flexibilityPlan,
  type FlexibilitySize,
  type LassoPenalty,
  USUAL_FOLDS,
} from '../models/flexibility/flexibility-plan.ts';
import { KernelRates } from '../rates/kernel-rates.ts';
import { flexibilityCurves } from '../trends/flexibility/flexibility-curves.ts';
import { formatFlexibility } from './format-flexibility.ts';
import { measuredHere } from './measured-here.ts';
import { nodeProvider } from './node-provider.ts';
import { parseNumber } from './parse-number.ts';
import { print } from './print.ts';

interface Options {
  readonly size: FlexibilitySize;
  readonly seed?: number;
  readonly repeats?: number;
  readonly penalty?: LassoPenalty;
  readonly profile?: string;
  readonly adapter?: string;
  readonly json?: true;
}

/** A night of a laptop's. */
const MOST_REPEATS = 10_000;
/** Below the least the LASSO is least squares, above the most everything is 0. */
const PENALTIES = { min: 1e-3, max: 1e3 } as const;

export function flexibilityCommand(): Command {
  return new Command('flexibility')
    .description('find out what a flexible model costs: four estimators against sample size')
    .addOption(
      new Option('--size <size>', 'how many samples, and how often')
        .choices([...FLEXIBILITY_SIZES])
        .default('smoke'),
    )
    .option('--seed <n>', 'of the random designs (default: 1)', (text) =>
      parseNumber(text, '--seed', { min: 0, max: 2 ** 32 - 1, integer: true }),
    )
    .option('--repeats <n>', 'designs, each drawn anew', (text) =>
      parseNumber(text, '--repeats', { min: 1, max: MOST_REPEATS, integer: true }),
    )
    .option(
      '--penalty <factor>',
      'of the LASSO, in units of σ·√(2·ln p / n), or "cv" for cross-validation (default: 1)',
      parsePenalty,
    )
    .option(
      '--profile <file>',
      'a result of the suite "training" of this device; it chooses the kernels (default: the latest)',
    )
    .option('--adapter <name>', 'number, name or part of the name of an adapter')
    .option('--json', 'print plan, pieces and curves as JSON, which the page opens')
    .action(run);
}

function parsePenalty(text: string): LassoPenalty {
  return text === 'cv'
    ? { kind: 'cross-validated', folds: USUAL_FOLDS }
    : { kind: 'chosen', factor: parseNumber(text, '--penalty', PENALTIES) };
}

async function run(options: Options): Promise<void> {
  const { size, seed, repeats, penalty, profile, adapter, json } = options;
  const plan = {
    ...flexibilityPlan(size, seed),
    ...(repeats === undefined ? {} : { repeats }),
    ...(penalty === undefined ? {} : { penalty }),
  };
  const controller = new AbortController();
  const onInterrupt = () => {
    controller.abort();
  };
  process.once('SIGINT', onInterrupt);
  const provider = await nodeProvider(adapter);
  const measured = await measuredHere(provider, profile);
  const session = await acquireDevice(provider);
  const { stderr } = process;
  const started = Date.now();
  try {
    const pieces = await runFlexibility(session, plan, {
      signal: controller.signal,
      ...(measured === undefined ? {} : { rates: new KernelRates(measured, session.traits) }),
      onProgress: ({ fraction, repeat, samples }) => {
        if (!stderr.isTTY) return;
        const percent = String(Math.round(100 * fraction)).padStart(3);
        stderr.write(`\r\x1b[2K${percent} %  design ${repeat + 1}, ${samples} samples`);
      },
    });
    if (stderr.isTTY) stderr.write('\r\x1b[2K');
    const curves = flexibilityCurves(plan, pieces);
    const device = adapterKey(session.info, provider.facts);
    const durationMs = Date.now() - started;
    await print(
      json === true
        ? flexibilityDocument(
            { foundAt: new Date().toISOString(), device, plan, pieces },
            { durationMs, curves },
          )
        : `${formatFlexibility(plan, curves)}\nThis took ${(durationMs / 1e3).toFixed(1)} s.\n`,
    );
  } catch (thrown) {
    throw await session.explain(thrown);
  } finally {
    session.dispose();
    process.removeListener('SIGINT', onInterrupt);
  }
}
