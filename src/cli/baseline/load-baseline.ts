// The stored reports that a run is held against: files, addresses and the board, each checked beside the run.
import { baselineMisfit } from '../../results/compare/baseline-misfit.ts';
import type { ComparedRun } from '../../results/compare/compared-run.ts';
import { deviceKey } from '../../results/compare/device-key.ts';
import { runOfProfile } from '../../results/compare/run-of-profile.ts';
import { deviceName } from '../../results/device-name.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { newestFirst } from '../../shared/newest-first.ts';
import { plainText } from '../plain-text.ts';
import { type NamedResults, readResults } from '../read-results.ts';
import { LINK_VARIABLE } from '../submit/space-access.ts';
import { boardReports } from './board-reports.ts';
import { fetchedResults } from './fetched-results.ts';
import { linkedReport } from './linked-report.ts';

/** Names what `--baseline` alone takes. */
export const BASELINE_VARIABLE = 'FLOPSCOPE_BASELINE';

/** Of a history or a board. More hardly narrow the noise, and an old driver is no measure of a new one. */
const MOST_REPORTS = 10;

/**
 * @param sources files and addresses; none takes those of the environment.
 * @param run to be judged; before it was measured, with what is known of it.
 * @returns each report once; none where the board that was named has none of the device yet.
 * @throws FlopscopeError for a source that cannot be read, or is no baseline of this run.
 */
export async function loadBaseline(
  sources: readonly string[],
  run: ComparedRun,
): Promise<readonly ComparedRun[]> {
  const reports: ComparedRun[] = [];
  for (const source of sources.length > 0 ? sources : fromEnvironment()) {
    reports.push(...(await reportsOf(source, run)));
  }
  return [...new Map(reports.map((report) => [report.id, report])).values()];
}

function fromEnvironment(): readonly string[] {
  const source = process.env[BASELINE_VARIABLE] ?? process.env[LINK_VARIABLE];
  if (source !== undefined && source.trim() !== '') return [source];
  throw new FlopscopeError(
    'invalid-input',
    `--baseline needs a file or an address: behind it, or in the environment as ${BASELINE_VARIABLE}.`,
  );
}

async function reportsOf(source: string, run: ComparedRun): Promise<readonly ComparedRun[]> {
  if (!/^https?:\/\//iu.test(source.trim())) return fitting(await readResults(source), source, run);
  const url = new URL(source.trim());
  if (/[?&]result=/u.test(url.hash)) return [fit(await linkedReport(source), 'of the link', run)];
  if (url.hash !== '') return boardReports(source, run, MOST_REPORTS);
  return fitting(await fetchedResults(url.href), url.href, run);
}

/** One result has to fit; of a history those count that do. */
function fitting(
  { kind, profiles, refused }: NamedResults,
  name: string,
  run: ComparedRun,
): readonly ComparedRun[] {
  const reports = profiles.map(runOfProfile);
  if (kind === 'result') return reports.map((report) => fit(report, `"${name}"`, run));
  for (const sentence of refused) process.stderr.write(plainText(`"${name}": ${sentence}\n`));
  const fits = reports
    .filter((report) => report.host === run.host && deviceKey(report) === deviceKey(run))
    .filter((report) => baselineMisfit(report, run) === undefined)
    .sort(newestFirst)
    .slice(0, MOST_REPORTS);
  if (fits.length > 0) return fits;
  throw nothingFits(`The history "${name}"`, run);
}

/** @param where the report comes from, within a sentence. */
function fit(report: ComparedRun, where: string, run: ComparedRun): ComparedRun {
  const misfit = baselineMisfit(report, run);
  if (misfit === undefined) return report;
  throw new FlopscopeError(
    'invalid-input',
    `The result ${where} cannot be the baseline: ${misfit}`,
  );
}

/** @param where begins the sentence, "The board". */
export function nothingFits(where: string, { identity, suite, host }: ComparedRun): FlopscopeError {
  return new FlopscopeError(
    'invalid-input',
    `${where} holds no result that “${deviceName(identity)}” can be held against: none of it in the suite ${suite} and in ${host === 'node' ? 'Node' : 'a browser'}. A label (--label) keeps it one device over new versions of the system.`,
  );
}
