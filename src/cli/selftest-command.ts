// `flopscope selftest`: replays figures that others have published, and fails where ours differ without reason.
import { Command } from 'commander';
import {
  type AnchorCheck,
  type AnchorResult,
  countVerdicts,
  replayAnchors,
} from '../estimate/anchors/replay-anchors.ts';
import {
  describeError,
  describeFigure,
  nearestConvention,
  quantityName,
} from '../estimate/anchors/describe-check.ts';
import { formatTable } from './format-table.ts';
import { print } from './print.ts';

export function selftestCommand(): Command {
  return new Command('selftest')
    .description('replay published figures with this program’s own formulas and counts')
    .option('--json', 'print every figure as JSON')
    .action(async ({ json }: { readonly json?: true }) => {
      const results: AnchorResult[] = [];
      for await (const result of replayAnchors()) results.push(result);
      const counts = countVerdicts(results);
      await print(
        json === true
          ? `${JSON.stringify({ verdicts: counts, anchors: results }, null, 2)}\n`
          : formatResults(results),
      );
      if (counts.fail > 0) process.exitCode = 1;
    });
}

function formatResults(results: readonly AnchorResult[]): string {
  const { pass, explained, information, fail } = countVerdicts(results);
  return [
    formatTable([
      ['anchor', 'figure', 'published', 'ours', 'error', 'verdict'],
      ...results.flatMap(({ checks }) => checks.map(row)),
    ]),
    '',
    ...results.flatMap(explanations),
    `${pass} within tolerance, ${explained} explained by convention, ${information} for information, ${fail} failed.`,
    '',
  ].join('\n');
}

function row(check: AnchorCheck): string[] {
  const { id, quantity, expected, computed, verdict } = check;
  return [
    id,
    quantityName(quantity),
    describeFigure(quantity, expected),
    describeFigure(quantity, computed),
    describeError(check.errorPercent),
    verdict,
  ];
}

/** Only where a reader would ask: what misses, and what another convention explains. */
function explanations({ title, checks, source }: AnchorResult): string[] {
  const asked = checks.filter(
    (check) =>
      check.verdict === 'explained' ||
      check.verdict === 'fail' ||
      nearestConvention(check) !== undefined,
  );
  if (asked.length === 0) return [];
  return [
    `${title} (${source})`,
    ...asked.flatMap(({ quantity, explanation, conventions }) => [
      `  ${quantityName(quantity)}: ${explanation}`,
      ...conventions.map(
        (each) =>
          `    ${each.name}: ${describeFigure(quantity, each.computed)} (${describeError(each.errorPercent)})`,
      ),
    ]),
    '',
  ];
}
