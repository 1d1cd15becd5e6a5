// The sizes that a count holds for, in words: "batch size 1, image size 224, 1,000 classes".
import { parseTypedNumber } from '../../estimate/parse-number.ts';
import { formatCount } from '../../shared/format.ts';
import type { SizeField } from './model-question.ts';

export function sizesText(fields: readonly SizeField[]): string {
  if (fields.length === 0) return 'the sizes that the file fixes';
  const parts = fields.map(({ limits, text }) => {
    const value = formatCount(parseTypedNumber(text) ?? limits.default);
    // What a file calls its axes stays as it is written there.
    const label = limits.label.charAt(0).toLowerCase() + limits.label.slice(1);
    return label === limits.unit ? `${value} ${label}` : `${label} ${value}`;
  });
  return parts.join(', ');
}
