// The inputs of a claim as a person changed them: each a positive figure in the unit that stands beside it.
import type { ClaimInput } from '../../facts/cost-claims.ts';
import { isGiven, parseTypedNumber } from '../../estimate/parse-number.ts';

/** Beyond these nothing in a claim means anything, and products stay far from what a number holds. */
const LEAST = 1e-12;
const MOST = 1e30;

export type ClaimEdits = Readonly<Record<string, unknown>>;

export interface ParsedInput {
  readonly input: ClaimInput;
  readonly value: number;
  /** Whether the person changed it: it is no longer cited. */
  readonly edited: boolean;
}

export type ParsedInputs =
  | { readonly ok: true; readonly inputs: readonly ParsedInput[] }
  /** One sentence for each wrong field. */
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** An empty field is the cited figure; fields that the claim does not have are passed over. */
export function parseClaimInputs(inputs: readonly ClaimInput[], edits: ClaimEdits): ParsedInputs {
  const errors: Record<string, string> = {};
  const parsed = inputs.map((input): ParsedInput => {
    const typed = Object.hasOwn(edits, input.name) ? edits[input.name] : undefined;
    if (!isGiven(typed)) return { input, value: input.value, edited: false };
    const value = parseTypedNumber(typed);
    if (value === undefined || !(value >= LEAST && value <= MOST)) {
      errors[input.name] =
        `${input.label} must be a figure above 0${value !== undefined && value > MOST ? `, and not beyond ${MOST.toExponential(0)}` : ''}. Enter for instance ${input.value}.`;
      return { input, value: input.value, edited: false };
    }
    return { input, value, edited: value !== input.value };
  });
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, inputs: parsed };
}
