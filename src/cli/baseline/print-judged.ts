// What was just measured, and what it comes to beside its baseline, on standard output.
import {
  type BaselineComparison,
  compareWithBaseline,
} from '../../results/compare/compare-with-baseline.ts';
import type { ComparedRun } from '../../results/compare/compared-run.ts';
import { runOfProfile } from '../../results/compare/run-of-profile.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { formatResult } from '../format-result.ts';
import { plainText } from '../plain-text.ts';
import { print } from '../print.ts';
import { baselineDocument } from './baseline-document.ts';
import { formatBaseline } from './format-baseline.ts';

/**
 * @param baseline none where this is the first run of its device.
 * @returns undefined then.
 */
export async function printJudged(
  profile: DeviceProfile,
  [first, ...others]: readonly ComparedRun[],
  json: boolean,
): Promise<BaselineComparison | undefined> {
  const comparison =
    first === undefined
      ? undefined
      : compareWithBaseline([first, ...others], runOfProfile(profile));
  if (json) {
    const compared = comparison === undefined ? null : baselineDocument(comparison);
    await print(`${JSON.stringify({ result: profile, comparison: compared })}\n`);
    return comparison;
  }
  const beside =
    comparison === undefined
      ? 'There is no baseline yet: this run is the first of its device.\n'
      : plainText(formatBaseline(comparison));
  await print(`${formatResult(profile)}\n${beside}`);
  return comparison;
}
