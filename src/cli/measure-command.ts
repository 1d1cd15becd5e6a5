// `flopscope measure`: runs a suite on this machine's GPU through Dawn.
import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import type { MeasureRequest } from '../shared/events.ts';
import type { SuiteId, TimingMethod } from '../shared/result/schema.ts';
import { printAdapters } from './adapters/print-adapters.ts';
import { parseNumber } from './parse-number.ts';
import { formatResult } from './format-result.ts';
import { print } from './print.ts';
import { runMeasurement } from './run-measurement.ts';

interface Options {
  readonly suite: SuiteId;
  readonly clock?: TimingMethod;
  readonly seconds?: number;
  readonly only?: string[];
  readonly retune?: true;
  readonly label?: string;
  readonly adapter?: string;
  readonly listAdapters?: true;
  readonly json?: true;
  readonly output?: string;
}

export function measureCommand(): Command {
  return new Command('measure')
    .description("measure this machine's GPU")
    .addOption(
      new Option('--suite <name>', 'how long and how much')
        .choices(['smoke', 'quick', 'full', 'sustained', 'training', 'shrink'])
        .default('quick'),
    )
    .addOption(
      new Option('--clock <method>', 'force one of the two clocks').choices([
        'timestamp-query',
        'wall-clock-slope',
      ]),
    )
    .option('--seconds <n>', 'length of the sustained load (60–1800)', (text) =>
      parseNumber(text, '--seconds', { min: 60, max: 1800 }),
    )
    .option('--only <prefix...>', 'only kernels whose id starts so, like matmul/')
    .option('--retune', 'choose among kernels and variants anew, forgetting earlier runs')
    .option('--label <text>', 'your name for this device')
    .option('--adapter <name>', 'number, name or part of the name of an adapter')
    .option('--list-adapters', 'list the adapters of this machine instead of measuring')
    .option('--json', 'print the result document, or the list, as JSON on standard output')
    .option('--output <file>', 'also write the result document to a file')
    .action(run);
}

async function run(options: Options): Promise<void> {
  if (options.listAdapters === true) {
    await printAdapters(options.json === true);
    return;
  }
  const profile = await runMeasurement(requestOf(options), options.adapter);
  const document = `${JSON.stringify(profile)}\n`;
  if (options.output !== undefined) await writeFile(options.output, document);
  await print(options.json === true ? document : formatResult(profile));
}

function requestOf(options: Options): MeasureRequest {
  const { suite, clock, seconds, only, retune, label } = options;
  return {
    suite,
    ...(clock === undefined ? {} : { timingMethod: clock }),
    ...(seconds === undefined ? {} : { sustainedSeconds: seconds }),
    ...(only === undefined ? {} : { only }),
    ...(retune === undefined ? {} : { retune }),
    ...(label === undefined ? {} : { label }),
  };
}
