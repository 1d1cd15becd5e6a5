// Whether a result can be the baseline of a run at all; stricter than a comparison, because a gate answers for one device.
import { deviceName } from '../device-name.ts';
import { comparability } from './comparability.ts';
import type { ComparedRun } from './compared-run.ts';

/**
 * What speaks against the report, to go on after "It cannot be the baseline: "; undefined where nothing does.
 * @param run the one that is judged; before it was measured, with what is known of it.
 */
export function baselineMisfit(report: ComparedRun, run: ComparedRun): string | undefined {
  if (report.id === run.id) {
    return 'it is the very result that is judged, which would always pass. Name an earlier one.';
  }
  if (!mayBeSameDevice(report.identity, run.identity)) {
    return `it is of another device, “${deviceName(report.identity)}”; this one is “${deviceName(run.identity)}”. Name a result of this device, or compare the two devices on the page.`;
  }
  if (report.suite !== run.suite) {
    return `it is of the suite ${report.suite}, this run of ${run.suite}, which spends other times on choosing kernels and on samples. Measure with --suite ${report.suite}, or name a result of ${run.suite}.`;
  }
  const { verdict, reasons } = comparability(report, run);
  return verdict === 'not-comparable' ? reasons[0]?.sentence : undefined;
}

type Identity = ComparedRun['identity'];

/**
 * A file is named by a person, so that a new kernel of the operating system, or a label on one of the two, is no other
 * device, as it would be for `deviceKey`. What an adapter leaves empty says nothing.
 */
function mayBeSameDevice(one: Identity, other: Identity): boolean {
  const agree = (a: string, b: string): boolean =>
    a === '' || b === '' || a.toLowerCase() === b.toLowerCase();
  return (
    one.softwareAdapter === other.softwareAdapter &&
    (['label', 'vendor', 'architecture', 'device'] as const).every((part) =>
      agree(one[part].trim(), other[part].trim()),
    )
  );
}
