// How far two results can be held against each other, and the reasons.

/** From the best to the worst. */
export const verdictOrder = ['comparable', 'with-care', 'not-comparable'] as const;
export type Verdict = (typeof verdictOrder)[number];

export type ReasonCode =
  | 'suite'
  | 'suite-version'
  | 'incomplete'
  | 'timing-method'
  | 'coarse-clock'
  | 'drifted'
  | 'throttled'
  | 'was-hidden'
  | 'on-battery'
  | 'software-and-gpu'
  | 'software-adapters'
  | 'host'
  | 'runtime'
  | 'problem'
  | 'precision'
  | 'accumulation'
  | 'kernel-code';

export interface Reason {
  readonly code: ReasonCode;
  readonly verdict: Exclude<Verdict, 'comparable'>;
  /** What differs, where, and what to do about it. */
  readonly sentence: string;
}

export interface Comparability {
  readonly verdict: Verdict;
  /** The gravest first. */
  readonly reasons: readonly Reason[];
}

export function isWorse(one: Verdict, other: Verdict): boolean {
  return verdictOrder.indexOf(one) > verdictOrder.indexOf(other);
}

/** Reasons of the same code are told once, the gravest of them. */
export function judge(reasons: readonly Reason[]): Comparability {
  const grave = reasons.filter(({ verdict }) => verdict === 'not-comparable');
  const careful = reasons.filter(({ verdict }) => verdict === 'with-care');
  const byCode = new Map<ReasonCode, Reason>();
  for (const reason of [...grave, ...careful]) {
    if (!byCode.has(reason.code)) byCode.set(reason.code, reason);
  }
  const [gravest] = grave;
  const [first = gravest] = careful;
  return { verdict: (gravest ?? first)?.verdict ?? 'comparable', reasons: [...byCode.values()] };
}
