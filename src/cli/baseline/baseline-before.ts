// The baseline of a run that is still to be measured, so that a wrong one costs no minutes.
import type { ComparedRun } from '../../results/compare/compared-run.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { MeasureRequest } from '../../shared/events.ts';
import { loadBaseline, nothingFits } from './load-baseline.ts';
import { plannedRun } from './planned-run.ts';

interface Options {
  readonly baseline?: readonly string[] | true;
  readonly failOnRegression?: true;
  readonly adapter?: string;
}

/**
 * @param isSubmitted a device's first run has nothing before it, and is worth measuring only to be sent.
 * @returns undefined when none was asked for; no report when this is the first run of the device on a board.
 * @throws FlopscopeError as `loadBaseline` and `plannedRun`, and `invalid-input` when it is missing.
 */
export async function baselineBefore(
  { baseline, failOnRegression, adapter }: Options,
  request: MeasureRequest,
  isSubmitted: boolean,
): Promise<readonly ComparedRun[] | undefined> {
  if (baseline === undefined) {
    if (failOnRegression === undefined) return undefined;
    throw new FlopscopeError(
      'invalid-input',
      '--fail-on-regression needs --baseline: a regression against what?',
    );
  }
  const run = await plannedRun(request, adapter);
  const reports = await loadBaseline(baseline === true ? [] : baseline, run);
  if (reports.length > 0) return reports;
  const missing = nothingFits('The board', run);
  if (!isSubmitted) throw missing;
  process.stderr.write(`${missing.message} This run is sent as the first.\n`);
  return reports;
}
