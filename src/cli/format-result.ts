// A measured device as text for a terminal: headline, ceilings, every kernel.
import type { Ceiling, DeviceProfile, Measurement } from '../shared/result/schema.ts';
import { problemLabel } from '../shared/problem.ts';
import { type Choice, sameChoice, type TuningReport } from '../shared/tuning.ts';
import { type Interval, relativeHalfWidth } from '../shared/statistics.ts';
import { kernelById } from '../kernels/registry.ts';
import { formatPower } from './format-power.ts';
import { formatTable } from './format-table.ts';

export function formatResult(profile: DeviceProfile): string {
  const { identity, environment } = profile;
  const names = [identity.vendor, identity.architecture, identity.description].filter(
    (name) => name !== '',
  );
  return [
    `${names.join(' · ') || 'unnamed adapter'}${identity.softwareAdapter ? '  (software adapter)' : ''}`,
    `${environment.runtime}, ${environment.operatingSystem}; suite ${profile.suite} ${profile.suiteVersion}, ${profile.timingMethod}, ${(profile.durationMs / 1e3).toFixed(1)} s`,
    '',
    'Ceilings',
    formatTable(
      profile.ceilings.map((ceiling) => [
        ceilingName(ceiling),
        ceilingText(ceiling),
        parametersText(ceiling.best.parameters),
      ]),
    ),
    '',
    'Kernels',
    formatTable([
      ['kernel', 'precision', 'problem', 'GFLOP/s', '±', 'of ceiling', 'error / bound', 'variant'],
      ...profile.measurements.map(measurementRow),
    ]),
    ...tuningLines(profile),
    '',
    ...formatPower(profile),
    driftText(profile),
    ...profile.warnings.map((warning) => `! ${warning.message}`),
    '',
  ].join('\n');
}

/** Bytes and launches have no precision. */
function ceilingName({ kind, precision }: Ceiling): string {
  return kind.endsWith('multiply-add') ? `${kind} ${precision}` : kind;
}

function ceilingText({ kind, best }: Ceiling): string {
  if (kind === 'launch')
    return `${(best.durationMs.median * 1e3).toFixed(2)} µs ${spread(best.durationMs)}`;
  if (best.flopsPerSecond === undefined) {
    return `${giga(best.bytesPerSecond)} GB/s ${spread(best.bytesPerSecond)}`;
  }
  return `${giga(best.flopsPerSecond)} GFLOP/s ${spread(best.flopsPerSecond)}`;
}

function measurementRow(entry: Measurement): string[] {
  const kernel = kernelById(entry.kernel).label;
  const start = [kernel, entry.problem.precision, problemLabel(entry.problem)];
  if (entry.status !== 'measured') return [...start, entry.status, '', '', '', entry.reason];
  const rate = entry.flopsPerSecond ?? entry.bytesPerSecond;
  const share = entry.shareOfCeiling;
  return [
    ...start,
    giga(rate),
    spread(rate),
    share === undefined ? '' : `${(share.median * 100).toFixed(1)} %`,
    `${entry.maxError.toExponential(1)} / ${entry.errorBound.toExponential(1)}`,
    parametersText(entry.parameters),
  ];
}

function tuningLines({ tuning = [] }: DeviceProfile): readonly string[] {
  if (tuning.length === 0) return [];
  return [
    '',
    'Tuning',
    formatTable([
      ['problem', 'precision', 'winner', 'against untuned', 'tried', 'chosen'],
      ...tuning.map((report) => [
        problemLabel(report.problem),
        report.problem.precision + (report.accumulatorBits === 16 ? ', summed in f16' : ''),
        choiceText(report.winner),
        sameChoice(report.winner, report.untuned) ? 'the untuned choice itself' : gainText(report),
        `${report.attempts.length} of ${report.attempts.length + report.pruned + report.left}`,
        report.source,
      ]),
    ]),
  ];
}

function gainText({ gain, untuned }: TuningReport): string {
  const [factor, low, high] = [gain.median, gain.low, gain.high].map((each) => each.toFixed(2));
  return `${factor} × (${low}–${high}) ${choiceText(untuned)}`;
}

function choiceText({ kernel, parameters }: Choice): string {
  return `${kernelById(kernel).label} ${Object.values(parameters).join('·')}`;
}

function driftText({ drift }: DeviceProfile): string {
  const percent = (drift.largestChange * 100).toFixed(1);
  return `Drift of the device between blocks: ${percent} % over ${drift.samples.length} sentinel samples.`;
}

function giga(rate: Interval): string {
  const value = rate.median / 1e9;
  return value.toPrecision(value >= 1000 ? 4 : 3);
}

function spread(interval: Interval): string {
  return `± ${(relativeHalfWidth(interval) * 100).toFixed(1)} %`;
}

function parametersText(parameters: Readonly<Record<string, number>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}
