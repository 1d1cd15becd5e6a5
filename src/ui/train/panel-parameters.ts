// The part of Train's address that belongs to the panels below the answer: a speed measured elsewhere, and using
// the model.
import type { Parameters } from '../route/route.ts';

export const ELSEWHERE_KEYS = [
  'measured',
  'measure',
  'gpus',
  'peak',
  'peakCard',
  'peakKind',
] as const;
export type ElsewhereKey = (typeof ELSEWHERE_KEYS)[number];

export const USING_KEYS = [
  'inferenceBatch',
  'tokensIn',
  'tokensOut',
  'inferencePrecision',
] as const;
export type UsingKey = (typeof USING_KEYS)[number];

/** Those of the parameters that belong to the panels; an empty one stands for its default. */
export function panelParameters(parameters: Parameters): Parameters {
  const own: Record<string, string> = {};
  for (const key of [...ELSEWHERE_KEYS, ...USING_KEYS]) {
    const value = parameters[key];
    if (value !== undefined) own[key] = value;
  }
  return own;
}
