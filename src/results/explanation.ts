// One sentence or two about why a result is as it is, and how such sentences are found.
import type { DeviceProfile } from '../shared/result/schema.ts';

export interface Explanation {
  readonly code: string;
  /** A caution weakens the figures; an insight explains them. */
  readonly kind: 'caution' | 'insight';
  readonly title: string;
  readonly text: string;
  /** What the person can do; absent where nothing helps. */
  readonly action?: string;
}

/** One thing that may be said of a result, or not. */
export type Rule = (profile: DeviceProfile) => Explanation | undefined;

export function applyRules(rules: readonly Rule[], profile: DeviceProfile): readonly Explanation[] {
  return rules.flatMap((rule) => rule(profile) ?? []);
}

/** Writes explanations of one kind. */
export function explainAs(kind: Explanation['kind']) {
  return (code: string, title: string, text: string, action?: string): Explanation => ({
    code,
    kind,
    title,
    text,
    ...(action === undefined ? {} : { action }),
  });
}
