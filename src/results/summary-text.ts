// A result in a few lines of plain text, for a chat or an issue.
import { formatAmount, formatInterval } from '../shared/format.ts';
import { problemLabel } from '../shared/problem.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { deviceName } from './device-name.ts';
import { headline, rateUnit } from './headline.ts';
import { kernelLabel } from './kernel-label.ts';

export function summaryText(profile: DeviceProfile): string {
  const { compute, bandwidth, bandwidthKind, launchMs } = headline(profile);
  const { environment, identity } = profile;
  const figures = compute.map(({ precision, rate, best }) => {
    const { value, range, unit } = formatInterval(rate, rateUnit(precision));
    const interval = range === '' ? '' : ` (${range})`;
    return `${precision}: ${value} ${unit}${interval}, ${kernelLabel(best.kernel)}, ${problemLabel(best.problem)}`;
  });
  const lines = [
    `${deviceName(identity)}${identity.softwareAdapter ? ' [software adapter, not a GPU]' : ''}`,
    ...figures,
  ];
  if (bandwidth !== undefined) {
    const { value, range, unit } = formatInterval(bandwidth, 'B/s');
    lines.push(
      `memory, ${bandwidthKind ?? 'copy'}: ${value} ${unit}${range === '' ? '' : ` (${range})`}`,
    );
  }
  if (launchMs !== undefined) lines.push(`launch: ${formatAmount(launchMs.median / 1000, 's')}`);
  if (profile.drift.moved)
    lines.push('The device changed pace during the run; see the result file.');
  lines.push(
    `${environment.runtime}, ${environment.operatingSystem}; suite ${profile.suite} ${profile.suiteVersion}, ${profile.timingMethod}, ${profile.createdAt.slice(0, 10)}; Flopscope, medians with 95 % intervals`,
  );
  return lines.join('\n');
}
