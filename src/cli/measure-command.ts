// `flopscope measure`: runs a suite on this machine's GPU through Dawn; sends the result to a board, and holds it against
// earlier ones, where that is asked for.
import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { FlopscopeError } from '../shared/errors.ts';
import type { MeasureRequest } from '../shared/events.ts';
import type { DeviceProfile, SuiteId, TimingMethod } from '../shared/result/schema.ts';
import { printAdapters } from './adapters/print-adapters.ts';
import { baselineBefore } from './baseline/baseline-before.ts';
import { baselineOption, failOption } from './baseline/baseline-options.ts';
import { failOnRegression } from './baseline/fail-on-regression.ts';
import { printJudged } from './baseline/print-judged.ts';
import { FAILED } from './exit-codes.ts';
import { formatResult } from './format-result.ts';
import { parseNumber } from './parse-number.ts';
import { print } from './print.ts';
import { runMeasurement } from './run-measurement.ts';
import { LINK_VARIABLE, linkOf, openToSubmit, SECRECY } from './submit/space-access.ts';
import { submitMeasured } from './submit/submit-measured.ts';

interface Options {
  readonly suite: SuiteId;
  readonly clock?: TimingMethod;
  readonly seconds?: number;
  readonly only?: string[];
  readonly retune?: true;
  readonly label?: string;
  readonly note?: string;
  readonly adapter?: string;
  readonly listAdapters?: true;
  readonly json?: true;
  readonly output?: string;
  readonly submit?: string | true;
  readonly baseline?: readonly string[] | true;
  readonly failOnRegression?: true;
}

/** As the result document takes them. */
const LONGEST_LABEL = 120;
const LONGEST_NOTE = 2000;

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
    .option('--label <text>', 'your name for this device', atMost('--label', LONGEST_LABEL))
    .option('--note <text>', 'a note on this result', atMost('--note', LONGEST_NOTE))
    .option('--adapter <name>', 'number, name or part of the name of an adapter')
    .option('--list-adapters', 'list the adapters of this machine instead of measuring')
    .option(
      '--submit [link]',
      `send the result to the space of this write link; nothing behind it takes ${LINK_VARIABLE}`,
    )
    .addOption(baselineOption())
    .addOption(failOption())
    .option('--json', 'print the result document, or the list, as JSON on standard output')
    .option('--output <file>', 'also write the result document to a file')
    .addHelpText('after', `\n${SECRECY}`)
    .exitOverride()
    .action(run);
}

function atMost(option: string, longest: number): (text: string) => string {
  return (text) => {
    if (text.length <= longest) return text;
    throw new FlopscopeError(
      'invalid-input',
      `${option} has ${text.length} characters; a result keeps at most ${longest}. Shorten it.`,
    );
  };
}

async function run(options: Options): Promise<void> {
  if (options.listAdapters === true) {
    await printAdapters(options.json === true);
    return;
  }
  // Whatever may be refused is refused before minutes go into measuring.
  const request = requestOf(options);
  const space =
    options.submit === undefined
      ? undefined
      : await openToSubmit(linkOf(options.submit, '--submit'));
  const baseline = await baselineBefore(options, request, space !== undefined);
  const profile = noted(await runMeasurement(request, options.adapter), options.note);
  const document = `${JSON.stringify(profile)}\n`;
  const isSent = space === undefined || (await submitMeasured(profile, space));
  if (!isSent) process.exitCode = FAILED;
  if (options.output !== undefined) await writeFile(options.output, document);
  if (baseline === undefined) {
    await print(options.json === true ? document : formatResult(profile));
    return;
  }
  const comparison = await printJudged(profile, baseline, options.json === true);
  if (options.failOnRegression === true) failOnRegression(comparison);
}

function noted(profile: DeviceProfile, note: string | undefined): DeviceProfile {
  return note === undefined ? profile : { ...profile, identity: { ...profile.identity, note } };
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
