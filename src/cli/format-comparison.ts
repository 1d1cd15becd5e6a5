// A comparison of variants as text for a terminal: a table, then what has to be said of each.
import type {
  ComparedVariant,
  PassComparison,
  VariantComparison,
} from '../estimate/shrink/compare-variants.ts';
import { printDuration, printEnergy } from '../estimate/shrink/print-amount.ts';
import type { Range } from '../estimate/training-estimate.ts';
import { formatAmount } from '../shared/format.ts';
import { formatBreakEven } from './format-break-even.ts';
import { formatTable } from './format-table.ts';

const UNKNOWN = '–';

/** @param device its name, for the first line. */
export function formatComparison(comparison: VariantComparison, device: string): string {
  const { dense, variants, imageSize, refused, notes, warnings } = comparison;
  const all = [dense, ...variants];
  return [
    formatTables(comparison, device),
    ...refused.map(({ id, reason }) => `! ${id}: ${reason}`),
    ...sourcesOf(all),
    ...formatBreakEven(variants, imageSize === null ? 'sequence' : 'image'),
    ...all.filter((each) => each.notes.length > 0).flatMap(notesOf),
    'Notes',
    ...notes.map((note) => `  - ${note}`),
    ...warnings.map((warning) => `! ${warning}`),
    '',
  ].join('\n');
}

/** What is compared, and the figures alone. */
export function formatTables(comparison: VariantComparison, device: string): string {
  const { model, batch, tokens, imageSize, dense, variants } = comparison;
  const all = [dense, ...variants];
  const sizes = [
    `batch ${batch}`,
    ...(imageSize === null ? [] : [`${imageSize} × ${imageSize} pixels`]),
    ...(tokens === null ? [] : [`${tokens} tokens`]),
  ];
  const writes = dense.decode !== null;
  return [
    `${model.name} beside its variants, ${sizes.join(', ')}, on ${device}`,
    '',
    ...(writes ? ['Reading'] : []),
    formatTable([
      [
        'variant',
        'parameters',
        'checkpoint',
        'FLOPs',
        'bytes',
        'by FLOPs',
        'measured',
        'time',
        'energy',
        'training',
        scoreTitle(all),
      ],
      ...all.map(row),
    ]),
    '',
    ...(writes
      ? ['Writing one token', formatTable([DECODE_TITLES, ...all.map(decodeRow)]), '']
      : []),
  ].join('\n');
}

function scoreTitle(all: readonly ComparedVariant[]): string {
  const scored = all.find(({ accuracy }) => accuracy !== null)?.accuracy;
  return scored === undefined || scored === null ? 'accuracy' : `${scored.quantity} (published)`;
}

function row(variant: ComparedVariant): string[] {
  const { id, params, checkpointBytes, forward, accuracy } = variant;
  return [
    id,
    formatAmount(params, ''),
    formatAmount(checkpointBytes, 'B'),
    formatAmount(forward.flops, 'FLOP'),
    formatAmount(forward.bytes, 'B'),
    times(forward.theoreticalSpeedup),
    speedup(forward),
    duration(forward.seconds),
    energy(forward.energyKwh),
    duration(variant.trainingSeconds),
    accuracy === null
      ? UNKNOWN
      : `${accuracy.value}${accuracy.unit === '' ? '' : ` ${accuracy.unit}`}`,
  ];
}

const DECODE_TITLES = ['variant', 'FLOPs', 'bytes', 'by FLOPs', 'measured', 'time', 'energy'];

function decodeRow({ id, decode }: ComparedVariant): string[] {
  if (decode === null) return [id, ...DECODE_TITLES.slice(1).map(() => UNKNOWN)];
  return [
    id,
    formatAmount(decode.flops, 'FLOP'),
    formatAmount(decode.bytes, 'B'),
    times(decode.theoreticalSpeedup),
    speedup(decode),
    duration(decode.seconds),
    energy(decode.energyKwh),
  ];
}

function times(ratio: number): string {
  return `${ratio.toPrecision(3)}×`;
}

function speedup({ measuredSpeedup }: PassComparison): string {
  if (measuredSpeedup === null) return UNKNOWN;
  const { value, low, high } = measuredSpeedup;
  if (low === high) return times(value);
  return `${value.toFixed(2)}× (${low.toFixed(2)}–${high.toFixed(2)})`;
}

function duration(range: Range | null): string {
  return range === null ? UNKNOWN : printDuration(range);
}

function energy(range: Range | null): string {
  return range === null ? UNKNOWN : printEnergy(range);
}

/** Of the scores in the table, each source once. */
function sourcesOf(all: readonly ComparedVariant[]): readonly string[] {
  const lines = all.flatMap(({ id, accuracy }) => {
    if (accuracy === null) return [];
    const how = accuracy.technique === null ? '' : `${accuracy.technique}, `;
    const checked = accuracy.provenance === 'memory' ? ' (unverified)' : '';
    return [`  ${id}: ${how}${accuracy.source}${checked}`];
  });
  return lines.length === 0 ? [] : ['Published scores, one evaluation setting', ...lines, ''];
}

function notesOf({ id, notes }: ComparedVariant): readonly string[] {
  return [id, ...notes.map((note) => `  - ${note}`), ''];
}
