// A comparison as a Markdown table, for an issue, a README or a chat: every ratio with its interval, and below the table
// what stands between the devices.
import { formatInterval, withUnit } from '../../shared/format.ts';
import { markdownTable, markdownText } from '../../shared/markdown.ts';
import type { Interval } from '../../shared/statistics.ts';
import type { ComparedDevice, Comparison, ComparisonCell, MeanRatio, Ratio } from './comparison.ts';
import type { FigureUnit } from './figure-rate.ts';
import { meanLabel } from './mean-subject.ts';
import { printRatio } from './print-ratio.ts';
import { rowLabel } from './row-label.ts';

export function comparisonMarkdown(comparison: Comparison): string {
  const { devices, reference, rows, means, basis } = comparison;
  const names = devices.map((device, index) => heading(device, index === reference));
  const lines = [
    ['', ...names],
    ...rows.map((row) => [
      markdownText(rowLabel(row, basis)),
      ...row.cells.map((cell) => (cell === undefined ? '–' : cellText(cell, row.unit))),
    ]),
    [markdownText(meanLabel(comparison)), ...means.map(meanText)],
  ];
  const notes = devices.flatMap((device, index) =>
    index === reference ? [] : [`- ${markdownText(device.name)}: ${standing(device)}`],
  );
  return [
    markdownTable(lines, ['---', ...names.map(() => '---:')]),
    '',
    'Flopscope: medians with 95 % intervals; × says how many times as fast as the reference.',
    ...notes,
    '',
  ].join('\n');
}

function heading({ name, softwareAdapter }: ComparedDevice, isReference: boolean): string {
  const marks = [
    ...(softwareAdapter ? ['software adapter, not a GPU'] : []),
    ...(isReference ? ['reference'] : []),
  ];
  return `${markdownText(name)}${marks.length === 0 ? '' : ` (${marks.join(', ')})`}`;
}

function cellText({ value, ratio }: ComparisonCell, unit: FigureUnit): string {
  const { value: middle, range, unit: prefixed } = formatInterval(value, unit);
  const figure = `${withUnit(middle, prefixed)}${range === '' ? '' : ` (${range})`}`;
  const beside = ratioText(ratio);
  return beside === '' ? figure : `${figure}, ${beside}`;
}

function ratioText(ratio: Ratio): string {
  switch (ratio.kind) {
    case 'reference':
    case 'none':
      return '';
    case 'withheld':
      return 'not comparable';
    case 'ratio':
      return `**${times(ratio.ratio)}**${ratio.flagged ? ', although not comparable' : ''}`;
  }
}

function meanText(mean: MeanRatio): string {
  switch (mean.kind) {
    case 'reference':
      return '';
    case 'withheld':
      return markdownText(mean.sentence);
    case 'mean':
      return `**${times(mean.ratio)}** over ${mean.problems}`;
  }
}

function times(ratio: Interval): string {
  const { value, range } = printRatio(ratio);
  return range === '' ? value : `${value} (${range})`;
}

function standing({ comparability, used, leftOut }: ComparedDevice): string {
  const verdicts = {
    comparable: 'comparable.',
    'with-care': 'to be compared with care.',
    'not-comparable': 'not comparable.',
  } as const;
  const reports = used.length === 1 ? '' : ` Median of ${used.length} reports.`;
  const left = leftOut.length === 0 ? '' : ` ${leftOut.length} less comparable left out.`;
  const reasons = comparability.reasons
    .map(({ sentence }) => ` ${markdownText(sentence)}`)
    .join('');
  return `${verdicts[comparability.verdict]}${reports}${left}${reasons}`;
}
