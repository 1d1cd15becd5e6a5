// `flopscope compare-results NEW --baseline OLD…`: has a device become slower? The gate of `measure --baseline`, for results
// that exist already.
import { Command } from 'commander';
import { compareWithBaseline } from '../results/compare/compare-with-baseline.ts';
import { runOfProfile } from '../results/compare/run-of-profile.ts';
import { baselineDocument } from './baseline/baseline-document.ts';
import { baselineOption, failOption } from './baseline/baseline-options.ts';
import { failOnRegression } from './baseline/fail-on-regression.ts';
import { formatBaseline } from './baseline/format-baseline.ts';
import { loadBaseline, nothingFits } from './baseline/load-baseline.ts';
import { plainText } from './plain-text.ts';
import { print } from './print.ts';
import { loadProfile } from './profile-store.ts';

interface Options {
  readonly baseline?: readonly string[] | true;
  readonly failOnRegression?: true;
  readonly json?: true;
}

export function compareResultsCommand(): Command {
  return new Command('compare-results')
    .description('hold a result against earlier ones of its device: has it become slower?')
    .argument('<file>', 'the result to judge')
    .addOption(baselineOption())
    .addOption(failOption())
    .option('--json', 'print the comparison as JSON')
    .exitOverride()
    .action(run);
}

async function run(file: string, options: Options): Promise<void> {
  const { baseline = true } = options;
  const judged = runOfProfile(await loadProfile(file));
  const [first, ...others] = await loadBaseline(baseline === true ? [] : baseline, judged);
  if (first === undefined) throw nothingFits('The board', judged);
  const comparison = compareWithBaseline([first, ...others], judged);
  await print(
    options.json === true
      ? `${JSON.stringify(baselineDocument(comparison), null, 2)}\n`
      : plainText(formatBaseline(comparison)),
  );
  if (options.failOnRegression === true) failOnRegression(comparison);
}
