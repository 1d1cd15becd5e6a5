// What replaying an anchor gives: each published figure beside ours, and the verdict.
import type { Provenance } from '../../facts/facts.ts';
import type { AnchorQuantity, ValidationAnchor } from '../../facts/validation-anchors.ts';

/**
 * pass: within the stated tolerance. explained: outside of it, but within under a convention that is named.
 * information: the anchor states no tolerance. fail: none of these.
 */
export type Verdict = 'pass' | 'explained' | 'fail' | 'information';

/** The same figure, reckoned as others do. */
export interface Convention {
  /** What it takes differently, as a phrase. */
  readonly name: string;
  readonly computed: number;
  readonly errorPercent: number;
}

export interface AnchorCheck {
  /** Of the anchor. */
  readonly id: string;
  readonly quantity: AnchorQuantity;
  /** Whose figure it is, where an anchor has several of one quantity. */
  readonly says?: string;
  readonly expected: number;
  readonly computed: number;
  /** (computed − expected) / expected × 100. */
  readonly errorPercent: number;
  /** Ours as an interval, where the formula gives one. */
  readonly interval?: { readonly low: number; readonly high: number };
  readonly tolerance: ValidationAnchor['tolerance'];
  readonly verdict: Verdict;
  /** How ours was computed, and by which convention. */
  readonly explanation: string;
  readonly conventions: readonly Convention[];
}

export interface AnchorResult {
  readonly id: string;
  readonly title: string;
  readonly kind: ValidationAnchor['kind'];
  /** The worst of its checks. */
  readonly verdict: Verdict;
  readonly checks: readonly AnchorCheck[];
  readonly note?: string;
  readonly source: string;
  readonly provenance: Provenance;
}

/** What an anchor's replay hands over for one published figure. */
export interface Computed {
  readonly value: number;
  readonly explanation: string;
  readonly interval?: { readonly low: number; readonly high: number };
  readonly conventions?: readonly { readonly name: string; readonly value: number }[];
}

export function errorPercent(computed: number, expected: number): number {
  return ((computed - expected) / expected) * 100;
}

export function judge(
  { value, conventions = [] }: Computed,
  expected: number,
  tolerance: ValidationAnchor['tolerance'],
): Verdict {
  if (tolerance === 'information') return 'information';
  if (isWithin(value, expected, tolerance)) return 'pass';
  return conventions.some((each) => isWithin(each.value, expected, tolerance))
    ? 'explained'
    : 'fail';
}

function isWithin(
  computed: number,
  expected: number,
  tolerance: Exclude<ValidationAnchor['tolerance'], 'information'>,
): boolean {
  const distance = Math.abs(computed - expected);
  return 'absolute' in tolerance
    ? distance <= tolerance.absolute
    : distance <= tolerance.relative * expected;
}

const severity: readonly Verdict[] = ['information', 'pass', 'explained', 'fail'];

export function worst(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>(
    (a, b) => (severity.indexOf(b) > severity.indexOf(a) ? b : a),
    'information',
  );
}
