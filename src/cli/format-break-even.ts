// When the variants of a comparison have repaid the compute of making them, as a table for a terminal.
import { printCount, printDuration, printEnergy } from '../estimate/shrink/print-amount.ts';
import type { Range } from '../estimate/training-estimate.ts';
import type { ComparedVariant, Repayment } from '../estimate/shrink/compare-question.ts';
import { formatTable } from './format-table.ts';

const UNKNOWN = '–';

const MAKING_NAMES = {
  none: 'no training',
  'fine-tuning': 'fine-tuning',
  training: 'training',
  distillation: 'distillation',
} as const;

/** @param item what one inference is of: "image". */
export function formatBreakEven(
  variants: readonly ComparedVariant[],
  item: 'image' | 'sequence',
): readonly string[] {
  const told = variants.flatMap(({ id, breakEven }) =>
    breakEven === null ? [] : [{ id, ...breakEven }],
  );
  if (told.length === 0) return [];
  const writes = told.some(({ tokens }) => tokens !== null);
  const table = formatTable([
    [
      'variant',
      'made by',
      'takes',
      'energy',
      'teacher',
      `${item}s`,
      ...(writes ? ['written tokens'] : []),
      'later trainings',
    ],
    ...told.map((each) => [
      each.id,
      MAKING_NAMES[each.making],
      amount(each.seconds, printDuration),
      amount(each.energyKwh, printEnergy),
      amount(each.teacherSeconds, printDuration),
      count(each.inferences),
      ...(writes ? [each.tokens === null ? UNKNOWN : count(each.tokens)] : []),
      count(each.runs),
    ]),
  ]);
  const why = told.flatMap(({ id, inferences, tokens, runs }) => [
    ...reason(id, `${item}s`, inferences),
    ...(tokens === null ? [] : reason(id, 'written tokens', tokens)),
    ...reason(id, 'later trainings', runs),
  ]);
  const notes = [...new Set(told.flatMap((each) => each.notes))].map((note) => `  - ${note}`);
  return ['Repaid after as many', table, ...why, ...notes, ''];
}

function amount(of: Range | null, print: (of: Range) => string): string {
  return of === null || of.value === 0 ? UNKNOWN : print(of);
}

function count({ count }: Repayment): string {
  if (count === null) return UNKNOWN;
  return count.high === 0 ? 'at once' : printCount(count);
}

function reason(id: string, what: string, { count, sentence }: Repayment): readonly string[] {
  return count === null ? [`  - ${id}, ${what}: ${sentence}`] : [];
}
