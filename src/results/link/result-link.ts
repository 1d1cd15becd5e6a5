// A result as the text of a link, for the fragment of an address, which never reaches a server.
import { FlopscopeError } from '../../shared/errors.ts';
import { validateResult } from '../../shared/result/parse-result.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { decodePayload, encodePayload } from './payload.ts';
import { draftSummary } from './draft-summary.ts';
import { type Summary, validateSummary } from './summary.ts';

/** What every browser, chat and mail program passes on whole; issue 8 names it. */
export const MOST_SUMMARY_CHARACTERS = 2000;

export type OpenedLink =
  | { readonly kind: 'result'; readonly profile: DeviceProfile }
  | { readonly kind: 'summary'; readonly summary: Summary };

/** No link of that length holds more figures: each takes 30 characters at the least. */
const MOST_TRIED = 64;

/** The summary with as many figures as fit in `MOST_SUMMARY_CHARACTERS`. */
export async function encodeSummary(profile: DeviceProfile): Promise<string> {
  const draft = draftSummary(profile);
  let [fits, tooMany] = [0, Math.min(draft.figures, MOST_TRIED) + 1];
  let fitting = await encodePayload(draft.cutTo(fits));
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    const payload = await encodePayload(draft.cutTo(middle));
    if (payload !== undefined && payload.length <= MOST_SUMMARY_CHARACTERS) {
      [fits, fitting] = [middle, payload];
    } else {
      tooMany = middle;
    }
  }
  if (fitting === undefined || fitting.length > MOST_SUMMARY_CHARACTERS) {
    throw new FlopscopeError(
      'internal',
      'The texts of this result are too long for a link. Shorten the label, or save the result as a file.',
    );
  }
  return fitting;
}

/** Undefined when the whole result does not fit a link: a file, or the summary, is what is left. */
export async function encodeResult(profile: DeviceProfile): Promise<string | undefined> {
  return encodePayload(profile);
}

/**
 * @param payload what `encodeSummary` or `encodeResult` gave.
 * @throws FlopscopeError `invalid-document` or `newer-document`, each refusal with its own sentence.
 */
export async function openLink(payload: string): Promise<OpenedLink> {
  const document = await decodePayload(payload.trim());
  return isResult(document)
    ? { kind: 'result', profile: validateResult(document) }
    : { kind: 'summary', summary: validateSummary(document) };
}

function isResult(document: unknown): boolean {
  return (
    typeof document === 'object' &&
    document !== null &&
    'format' in document &&
    document.format === 'flopscope-result'
  );
}
