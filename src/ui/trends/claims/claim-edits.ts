// Inputs of claims that a person changed, as the address keeps them: "grover.price:0.6;gpt3-cost.tokens:400B". Ids of
// claims and names of inputs hold neither dots nor colons.
import type { ClaimEdits } from '../../../trends/claims/parse-claim-inputs.ts';

export interface ClaimEdit {
  readonly claim: string;
  readonly input: string;
  /** As typed; an emptied field is kept, so that something else can be typed into it. */
  readonly text: string;
}

/** Whatever is no edit is passed over. Never throws. */
export function parseEdits(text: string): readonly ClaimEdit[] {
  return text.split(';').flatMap((part) => {
    const [, claim, input, typed] = /^([^.:]+)\.([^.:]+):(.*)$/s.exec(part) ?? [];
    if (claim === undefined || input === undefined || typed === undefined) return [];
    return [{ claim, input, text: decoded(typed) }];
  });
}

export function printEdits(edits: readonly ClaimEdit[]): string {
  return edits.map(({ claim, input, text }) => `${claim}.${input}:${encoded(text)}`).join(';');
}

/** The edits with this one in the place of an earlier one of the same input. */
export function withEdit(edits: readonly ClaimEdit[], edit: ClaimEdit): readonly ClaimEdit[] {
  const others = edits.filter(({ claim, input }) => claim !== edit.claim || input !== edit.input);
  return [...others, edit];
}

export function editsOf(edits: readonly ClaimEdit[], claim: string): ClaimEdits {
  return Object.fromEntries(
    edits.filter((each) => each.claim === claim).map(({ input, text }) => [input, text]),
  );
}

/** What separates edits cannot stand in one. */
function encoded(text: string): string {
  return text.replaceAll(/[;%]/g, encodeURIComponent);
}

function decoded(text: string): string {
  return text.replaceAll(/%(3B|25)/g, (sequence) => decodeURIComponent(sequence));
}
