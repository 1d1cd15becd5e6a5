// A prediction per model, to be passed on: as a Markdown table, and as CSV with plain numbers in seconds.
import { printRatio } from '../../../results/compare/print-ratio.ts';
import type { Ratio } from '../../../results/compare/comparison.ts';
import { csvTable, csvText } from '../../../shared/csv.ts';
import { formatDurationEstimate } from '../../../shared/format-duration.ts';
import { markdownTable, markdownText } from '../../../shared/markdown.ts';
import type { ModelComparison, ModelOnDevice } from './model-comparison.ts';
import { absence, INTERVAL_NOTE, restsOn, subjectOf } from './model-words.ts';

export function modelComparisonMarkdown(comparison: ModelComparison): string {
  const { devices, reference } = comparison;
  const rows = devices.map((device, index) => markdownRow(device, index === reference));
  const notes = devices.flatMap(({ name, answer }) => {
    const sentences = answer.kind === 'predicted' ? notesOf(answer) : [];
    return sentences.length === 0
      ? []
      : [`- ${markdownText(name)}: ${sentences.map(markdownText).join(' ')}`];
  });
  return [
    `**${markdownText(subjectOf(comparison))}**`,
    '',
    markdownTable(
      [['Device', 'Predicted time', 'Times as fast', 'Rests on'], ...rows],
      ['---', '---:', '---:', '---'],
    ),
    '',
    `Flopscope. ${INTERVAL_NOTE}`,
    ...notes,
    '',
  ].join('\n');
}

function markdownRow(
  { name, softwareAdapter, answer }: ModelOnDevice,
  isReference: boolean,
): readonly string[] {
  const marks = [
    ...(softwareAdapter ? ['software adapter, not a GPU'] : []),
    ...(isReference ? ['reference'] : []),
  ];
  const heading = `${markdownText(name)}${marks.length === 0 ? '' : ` (${marks.join(', ')})`}`;
  if (answer.kind !== 'predicted') return [heading, markdownText(absence(answer)), '', ''];
  const { value, range } = formatDurationEstimate(answer.seconds);
  return [
    heading,
    range === '' ? value : `${value} (${range})`,
    ratioText(answer.ratio),
    markdownText(restsOn(answer)),
  ];
}

function ratioText(ratio: Ratio): string {
  switch (ratio.kind) {
    case 'reference':
      return '1';
    case 'none':
      return 'the reference has no prediction';
    case 'withheld':
      return 'not comparable';
    case 'ratio': {
      const { value, range } = printRatio(ratio.ratio);
      const flag = ratio.flagged ? ', although not comparable' : '';
      return `**${value}${range === '' ? '' : ` (${range})`}**${flag}`;
    }
  }
}

function notesOf({
  misfit,
  shortfalls,
  ratio,
}: Extract<ModelOnDevice['answer'], { kind: 'predicted' }>): readonly string[] {
  const reasons =
    ratio.kind === 'ratio' || ratio.kind === 'withheld' ? ratio.comparability.reasons : [];
  return [
    ...(misfit === undefined ? [] : [misfit]),
    ...shortfalls,
    ...reasons.map(({ sentence }) => sentence),
  ];
}

const header = [
  'model',
  'recipe',
  'part',
  'device',
  'software_adapter',
  'reference',
  'suite',
  'measured_on',
  'predicted_s',
  'predicted_low_s',
  'predicted_high_s',
  'times_as_fast',
  'times_low',
  'times_high',
  'verdict',
  'notes',
] as const;

/** More than any prediction supports, so that a reader may round as it likes. */
const DIGITS = 6;

/** Ratios are empty where the comparison withholds them. */
export function modelComparisonCsv({
  model,
  recipe,
  part,
  devices,
  reference,
}: ModelComparison): string {
  const lines = devices.map(({ name, softwareAdapter, answer }, index) => {
    const start = [
      csvText(model),
      csvText(recipe),
      part,
      csvText(name),
      String(softwareAdapter),
      String(index === reference),
    ];
    if (answer.kind !== 'predicted') {
      return [...start, ...Array<string>(9).fill(''), csvText(absence(answer))];
    }
    const { run, seconds, ratio } = answer;
    return [
      ...start,
      run.suite,
      csvText(run.createdAt),
      ...numbers(seconds.value, seconds.low, seconds.high),
      ...(ratio.kind === 'ratio'
        ? numbers(ratio.ratio.median, ratio.ratio.low, ratio.ratio.high)
        : ['', '', '']),
      ratio.kind === 'ratio' || ratio.kind === 'withheld' ? ratio.comparability.verdict : '',
      csvText(notesOf(answer).join(' ')),
    ];
  });
  return csvTable([header, ...lines]);
}

function numbers(...values: readonly number[]): readonly string[] {
  return values.map((value) => value.toPrecision(DIGITS));
}
