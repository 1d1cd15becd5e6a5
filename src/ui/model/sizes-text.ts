// The sizes that a count holds for, in words: "batch size 1, image size 224, 1,000 classes".
import { parseTypedNumber } from '../../estimate/parse-number.ts';
import { formatCount } from '../../shared/format.ts';
import type { SizeField } from './model-question.ts';

export function sizesText(fields: readonly SizeField[]): string {
  if (fields.length === 0) return 'the sizes that the file fixes';
  const parts = fields.map(({ limits, text }) => {
    const value = formatCount(parseTypedNumber(text) ?? limits.default);
    const label = limits.label.toLowerCase();
    return label === limits.unit.toLowerCase() ? `${value} ${label}` : `${label} ${value}`;
  });
  return parts.join(', ');
}
