// One sum or two in the same sweep, as the building blocks of this folder take them.

export type SumCount = 1 | 2;

/** What is added up across invocations. */
export function sumsAlias(count: SumCount): string {
  return count === 1 ? 'f32' : 'vec2<f32>';
}

export function sumCountConstants(count: SumCount): Record<string, number> {
  return { OUTPUTS: count, PAIR: count - 1, SINGLE: 2 - count };
}
