// A space of a board as the page and the command line use it: what its link allows, and nothing beyond.
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { parseResult } from '../../shared/result/parse-result.ts';
import {
  type CreatedSpaceDocument,
  createdSpaceSchema,
  type DevicesDocument,
  type ListDocument,
  type Right,
  type RotatedDocument,
  rotatedSchema,
  type SpaceDocument,
  spaceSchema,
  type SubmittedDocument,
  submittedSchema,
} from './board-documents.ts';
import type { BoardLink } from './board-link.ts';
import { BoardRefusal } from './board-refusal.ts';
import { type BoardCall, callBoard, type Fetch, readBoard, readText } from './call-board.ts';
import { readDevices, readList, type Rest } from './read-entries.ts';

export interface ResultFilter {
  readonly suite?: string | undefined;
  readonly device?: string | undefined;
  readonly software?: 'true' | 'false' | undefined;
  readonly host?: 'browser' | 'node' | undefined;
}

export interface ListQuery extends ResultFilter {
  readonly limit?: number;
  readonly before?: number;
}

export interface DevicesQuery extends ResultFilter {
  readonly limit?: number;
  readonly after?: number;
  /** Newest entries of each device. */
  readonly reports?: number;
}

export type Submission =
  | ({ readonly kind: 'stored' } & SubmittedDocument)
  | { readonly kind: 'already-there'; readonly id: string };

const sendByFetch: Fetch = (input, init) => fetch(input, init);

/** @throws BoardRefusal, or FlopscopeError as `readBoard`. */
export function createSpace(
  base: string,
  name: string,
  send: Fetch = sendByFetch,
): Promise<CreatedSpaceDocument> {
  return readBoard(
    { base, path: 'spaces', method: 'POST', body: { name } },
    createdSpaceSchema,
    send,
  );
}

/** Every method throws BoardRefusal, or FlopscopeError `unreachable`, `invalid-document` or `aborted`. */
export class SpaceClient {
  readonly link: BoardLink;
  readonly #send: Fetch;
  readonly #rest: Rest | undefined;

  /** @param rest between pieces of a long answer, so that a page goes on answering. */
  constructor(link: BoardLink, send: Fetch = sendByFetch, rest?: Rest) {
    this.link = link;
    this.#send = send;
    this.#rest = rest;
  }

  read(signal?: AbortSignal): Promise<SpaceDocument> {
    return readBoard(this.#call('', { signal }), spaceSchema, this.#send);
  }

  list(query: ListQuery = {}, signal?: AbortSignal): Promise<ListDocument> {
    return readList(this.#call(`/results${text(query)}`, { signal }), this.#send, this.#rest);
  }

  devices(query: DevicesQuery = {}, signal?: AbortSignal): Promise<DevicesDocument> {
    return readDevices(this.#call(`/devices${text(query)}`, { signal }), this.#send, this.#rest);
  }

  /** The whole result, every sample included. @throws also as `parseResult`. */
  async result(id: string, signal?: AbortSignal): Promise<DeviceProfile> {
    const path = `/results/${encodeURIComponent(id)}`;
    const response = await callBoard(this.#call(path, { signal }), this.#send);
    return parseResult(await readText(response, this.link.base));
  }

  /** The board has it for good when this returns. What it has already is no failure. */
  async submit(profile: DeviceProfile, signal?: AbortSignal): Promise<Submission> {
    try {
      const call = this.#call('/results', { method: 'POST', body: profile, signal });
      return { kind: 'stored', ...(await readBoard(call, submittedSchema, this.#send)) };
    } catch (thrown) {
      if (thrown instanceof BoardRefusal && thrown.refusal === 'already-there') {
        return { kind: 'already-there', id: thrown.id ?? '' };
      }
      throw thrown;
    }
  }

  /** @param token of the submission, or the creator's. */
  async remove(id: string, token: string): Promise<void> {
    const path = `/results/${encodeURIComponent(id)}`;
    await callBoard({ ...this.#call(path, { method: 'DELETE' }), token }, this.#send);
  }

  /** For the creator; the old links end at once. */
  rotate(links: readonly Exclude<Right, 'creator'>[]): Promise<RotatedDocument> {
    const call = this.#call('/rotate', { method: 'POST', body: { links } });
    return readBoard(call, rotatedSchema, this.#send);
  }

  /** For the creator: the space and all its results. */
  async removeSpace(): Promise<void> {
    await callBoard(this.#call('', { method: 'DELETE' }), this.#send);
  }

  /** A file of all results that the filter leaves: whole as JSON, or figures as CSV. Its body streams. */
  export(
    format: 'json' | 'csv',
    filter: ResultFilter = {},
    signal?: AbortSignal,
  ): Promise<Response> {
    return callBoard(this.#call(`/export${text({ format, ...filter })}`, { signal }), this.#send);
  }

  /** Server-sent events, see `watchSpace`. */
  events(signal: AbortSignal): Promise<Response> {
    return callBoard(this.#call('/events', { signal, accept: 'text/event-stream' }), this.#send);
  }

  #call(path: string, rest: Partial<BoardCall>): BoardCall {
    const { base, space, token } = this.link;
    return { base, path: `spaces/${encodeURIComponent(space)}${path}`, token, ...rest };
  }
}

function text(query: object): string {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined);
  return entries.length === 0
    ? ''
    : `?${new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString()}`;
}
