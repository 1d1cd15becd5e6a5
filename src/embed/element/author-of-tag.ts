// The author's result as the tag holds it: found without a request, opened without trust.
import { isNestedDeeper } from '../../results/link/json-depth.ts';
import { decodePayload } from '../../results/link/payload.ts';
import type { AuthorTraining } from '../../results/snippet/embed-document.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { AuthorSource } from '../run-part.ts';
import type { ShownResult } from '../shown-result.ts';
import { readShownResult } from './read-shown-result.ts';
import { dateOf, positiveOf, recordOf, refusal, textOf, type Unread } from './unread.ts';

export interface Author {
  readonly source: AuthorSource;
  readonly shown: ShownResult;
  readonly training: AuthorTraining | undefined;
}

export type InTag =
  | { readonly kind: 'nothing' }
  /** Fetched when the reader asks for it. */
  | { readonly kind: 'address'; readonly url: URL }
  | { readonly kind: 'text'; readonly text: string; readonly isPayload: boolean };

/** Characters; a full run with every sample stays under a million. */
export const MOST_JSON_CHARACTERS = 4 * 2 ** 20;

/** As src/results/link/payload.ts: a result is six levels deep. */
const MOST_LEVELS = 32;

/**
 * @param attribute `result`. @param script text of the slotted JSON; undefined where there is none.
 * @throws FlopscopeError `invalid-input` for an address that may not be fetched.
 */
export function findInTag(attribute: string, script: string | undefined): InTag {
  const given = attribute.trim();
  if (/^[\w-]+$/.test(given)) return { kind: 'text', text: given, isPayload: true };
  if (given === '') {
    return script === undefined
      ? { kind: 'nothing' }
      : { kind: 'text', text: script, isPayload: false };
  }
  const { baseURI, location } = document;
  const url = URL.canParse(given, baseURI) ? new URL(given, baseURI) : undefined;
  if (url?.protocol !== 'https:' && url?.origin !== location.origin) {
    throw new FlopscopeError(
      'invalid-input',
      'The attribute “result” is neither the payload of a link nor an https address. Copy the snippet again from the lab.',
    );
  }
  return { kind: 'address', url };
}

/** @throws FlopscopeError `invalid-document` or `newer-document`. */
export async function openAuthor(text: string, isPayload: boolean): Promise<Author> {
  if (isPayload) return ofPayload(text, undefined);
  const document = parse(text);
  const from = recordOf(document, 'its top level');
  if (from['format'] === 'flopscope-embed') {
    const training = from['training'];
    return ofPayload(
      textOf(from['result'], 'result', 30_000),
      training === undefined ? undefined : trainingOf(recordOf(training, 'training')),
    );
  }
  return {
    source: { kind: 'document', document },
    shown: readShownResult(document),
    training: undefined,
  };
}

async function ofPayload(payload: string, training: AuthorTraining | undefined): Promise<Author> {
  const shown = readShownResult(await decodePayload(payload));
  return { source: { kind: 'payload', payload }, shown, training };
}

function parse(text: string): unknown {
  const isTooMuch =
    text.length > MOST_JSON_CHARACTERS ||
    isNestedDeeper(new TextEncoder().encode(text), MOST_LEVELS);
  try {
    if (!isTooMuch) return JSON.parse(text);
  } catch {
    // Refused below, as what is too long or too deep.
  }
  throw refusal('its top level');
}

function trainingOf(from: Unread): AuthorTraining {
  const text = (field: string, limit: number): string => textOf(from[field], field, limit);
  const seconds = (field: string): number => positiveOf(from[field], field);
  return {
    model: text('model', 60),
    recipe: text('recipe', 60),
    modelName: text('modelName', 120),
    recipeName: text('recipeName', 120),
    seconds: seconds('seconds'),
    low: seconds('low'),
    high: seconds('high'),
    estimatedAt: dateOf(from['estimatedAt'], 'estimatedAt'),
    version: text('version', 20),
  };
}
