// After how many images a variant has repaid its making, in words.
import type { DigitsRepayment } from '../../../estimate/shrink/digits-costs.ts';

export function printRepayment(repayment: DigitsRepayment): string {
  switch (repayment.kind) {
    case 'at once':
      return 'at once';
    case 'never':
      return 'never';
    case 'unclear':
      return 'cannot be told';
    case 'after':
      return `${rounded(repayment.images.value)} images`;
  }
}

/** Two digits say all that two intervals leave of it. */
function rounded(count: number): string {
  return count.toLocaleString('en', { maximumSignificantDigits: 2 });
}
