// One request to a board. Its answer is bounded and parsed by a schema, as whatever comes from outside.
import * as v from 'valibot';
import { FlopscopeError, throwIfAborted } from '../../shared/errors.ts';
import { refusalOf } from './board-refusal.ts';

export type Fetch = (input: string, init: RequestInit) => Promise<Response>;

export interface BoardCall {
  /** Of the board, with the closing slash. */
  readonly base: string;
  /** Below /api/v1, "spaces/…", each part encoded. */
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly token?: string;
  readonly body?: unknown;
  readonly accept?: string;
  readonly signal?: AbortSignal | undefined;
}

/** A whole result is 10 MiB at the most, a page of a list less. */
const MOST_ANSWER_BYTES = 12 * 2 ** 20;

/**
 * @returns the answer of a request that succeeded, its body unread.
 * @throws BoardRefusal, or FlopscopeError `unreachable` or `aborted`.
 */
export async function callBoard(
  { base, path, method = 'GET', token, body, accept, signal }: BoardCall,
  send: Fetch,
): Promise<Response> {
  throwIfAborted(signal);
  const response = await send(new URL(`api/v1/${path}`, base).href, {
    method,
    headers: {
      ...(accept === undefined ? {} : { Accept: accept }),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
    // A token is sent to the board of its link and to nobody else.
    redirect: 'error',
    credentials: 'omit',
    cache: 'no-store',
  }).catch((cause: unknown) => {
    throwIfAborted(signal);
    throw unreachable(base, cause);
  });
  if (response.ok) return response;
  const document = await readText(response, base).then(parseJson, () => undefined);
  throw refusalOf(response.status, document, base);
}

/** @throws as `callBoard`, and FlopscopeError `invalid-document` for an answer that no board gives. */
export async function readBoard<Schema extends v.GenericSchema>(
  call: BoardCall,
  schema: Schema,
  send: Fetch,
): Promise<v.InferOutput<Schema>> {
  const response = await callBoard(call, send);
  return parseAnswer(call.base, schema, parseJson(await readText(response, call.base)));
}

/** @throws FlopscopeError `invalid-document` for a document, or a part of one, that no board sends. */
export function parseAnswer<Schema extends v.GenericSchema>(
  base: string,
  schema: Schema,
  document: unknown,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, document, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const place = v.getDotPath(parsed.issues[0]) ?? 'its top level';
  throw new FlopscopeError(
    'invalid-document',
    `${base} does not answer as a board does (at "${place}"). Check the address, or update Flopscope.`,
  );
}

/** @throws FlopscopeError `unreachable` when it breaks off, `invalid-document` when it is too large. */
export async function readText(response: Response, base: string): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  while (reader !== undefined) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw unreachable(base, cause);
    });
    if (done) break;
    bytes += value.length;
    if (bytes > MOST_ANSWER_BYTES) {
      await reader.cancel();
      throw new FlopscopeError(
        'invalid-document',
        `${base} answers with more than ${MOST_ANSWER_BYTES / 2 ** 20} MiB, as no board does. Check the address.`,
      );
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreachable(base: string, cause: unknown): FlopscopeError {
  return new FlopscopeError(
    'unreachable',
    `The board at ${base} does not answer. Check that it runs and that this machine reaches it; nothing was lost here.`,
    { cause },
  );
}
