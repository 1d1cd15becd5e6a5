// A result as the element draws it, from a whole result (`runOfProfile`) or from the summary of a link (`runOfSummary`).
import type { ComparedRun } from '../results/compare/compared-run.ts';
import { deviceName } from '../results/device-name.ts';
import { rateUnit } from '../results/headline.ts';
import { headlineOfRun, type RunHeadline } from '../results/link/headline-of-run.ts';
import type { Interval } from '../shared/interval.ts';
import type { ShownFigure, ShownResult } from './shown-result.ts';

export function shownResultOf(run: ComparedRun): ShownResult {
  const { identity, createdAt, suite, suiteVersion, complete } = run;
  return {
    device: deviceName(identity),
    softwareAdapter: identity.softwareAdapter,
    createdAt,
    suite,
    suiteVersion,
    complete,
    figures: shownFigures(headlineOfRun(run)),
  };
}

export function shownFigures(headline: RunHeadline<unknown>): readonly ShownFigure[] {
  const { compute, bandwidth, bandwidthKind, launchMs } = headline;
  return [
    ...compute.map(({ precision, rate }) =>
      shown(`compute-${precision}`, `Matrix product, ${precision}`, rateUnit(precision), rate),
    ),
    ...(bandwidth === undefined
      ? []
      : [shown('bandwidth', `Memory, ${bandwidthKind ?? 'copy'}`, 'B/s', bandwidth)]),
    ...(launchMs === undefined ? [] : [shown('launch', 'Launch of a kernel', 's', launchMs, 1e-3)]),
  ];
}

/** @param factor from the interval's unit to the shown one. */
function shown(
  id: ShownFigure['id'],
  label: string,
  unit: ShownFigure['unit'],
  { median, low, high }: Interval,
  factor = 1,
): ShownFigure {
  return { id, label, unit, value: median * factor, low: low * factor, high: high * factor };
}
