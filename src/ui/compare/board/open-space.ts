// A space of the board while somebody looks at it: what it holds, kept up to date by the board, and whether it still opens.
import type {
  EntryDocument,
  Right,
  SpaceDocument,
} from '../../../results/board/board-documents.ts';
import { rightOfToken } from '../../../results/board/board-link.ts';
import { BoardRefusal } from '../../../results/board/board-refusal.ts';
import { type KnownSpaces, tokensOf } from '../../../results/board/known-spaces.ts';
import { type ResultFilter, SpaceClient } from '../../../results/board/space-client.ts';
import {
  needsListing,
  ofDevices,
  REPORTS_OF_DEVICE,
  type SpaceChange,
  type SpaceContents,
  withChange,
  withChanges,
  withMoreDevices,
  withOlder,
} from '../../../results/board/space-contents.ts';
import { watchSpace } from '../../../results/board/watch-space.ts';
import { asFlopscopeError, FlopscopeError } from '../../../shared/errors.ts';
import { nextTask } from '../../../shared/next-task.ts';
import type { DeviceProfile } from '../../../shared/result/schema.ts';

export type SpaceState =
  | { readonly kind: 'opening' }
  /** It is tried again. */
  | { readonly kind: 'failed'; readonly error: FlopscopeError }
  /** Nothing that this browser knows opens it. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'open'; readonly space: SpaceDocument; readonly contents: SpaceContents };

/** `lost`: what is shown may be old. */
export type Live = 'connecting' | 'live' | 'lost' | 'resting';

const ENTRIES = { usual: 50, most: 200 } as const;
const DEVICES = { usual: 20, most: 50 } as const;

/** Many changes in a row cost one listing. */
const LISTING_AFTER_MS = 1500;

const NEW_FOR_MS = 60_000;

/** Each may have some megabytes. */
const MOST_PROFILES = 12;

export class OpenSpace extends EventTarget {
  readonly id: string;
  state: SpaceState = { kind: 'opening' };
  live: Live = 'resting';
  filter: ResultFilter;
  /** Why the last listing on request failed. */
  failure: FlopscopeError | undefined;
  /** What a link allowed that was replaced, where another one still opens the space. */
  replaced: Right | undefined;
  /** What happened last, as a sentence. */
  news = '';
  /** Ids of what was submitted a moment ago. */
  fresh: ReadonlySet<string> = new Set();
  /** Older ones that were laid beside others. */
  beside: readonly EntryDocument[] = [];
  /** By the id of the entry. */
  profiles: ReadonlyMap<string, DeviceProfile> = new Map();

  readonly #base: string;
  readonly #known: KnownSpaces;
  /** Entries never change: one object each, so that what is made of it can be kept. */
  readonly #entries = new Map<string, EntryDocument>();
  readonly #loading = new Map<string, Promise<DeviceProfile>>();
  #client: SpaceClient | undefined;
  #watching: AbortController | undefined;
  /** What happened since the last listing was asked for. */
  #changes: SpaceChange[] = [];
  #listing: ReturnType<typeof setTimeout> | undefined;

  constructor(base: string, id: string, known: KnownSpaces, filter: ResultFilter) {
    super();
    this.id = id;
    this.filter = filter;
    this.#base = base;
    this.#known = known;
  }

  get name(): string {
    if (this.state.kind === 'open') return this.state.space.name;
    return this.#known.find(this.id)?.name ?? '';
  }

  /** By the strongest token that opens it. @throws FlopscopeError `refused` while none is known to. */
  get client(): SpaceClient {
    if (this.#client !== undefined) return this.#client;
    throw new FlopscopeError('refused', 'This space is not open. Open its link first.');
  }

  watch(): void {
    if (this.#watching !== undefined) return;
    const watching = new AbortController();
    this.#watching = watching;
    this.#become('connecting');
    void this.#follow(watching.signal);
  }

  /** Nobody looks: the connection is given back. */
  rest(): void {
    this.#watching?.abort();
    this.#watching = undefined;
    clearTimeout(this.#listing);
    this.#listing = undefined;
    this.#become('resting');
  }

  /** With tokens that came or went. */
  reopen(): void {
    this.rest();
    this.replaced = undefined;
    if (this.state.kind !== 'open') this.state = { kind: 'opening' };
    this.watch();
  }

  show(filter: ResultFilter): void {
    if (JSON.stringify(filter) === JSON.stringify(this.filter)) return;
    this.filter = filter;
    const signal = this.#watching?.signal;
    if (this.#client !== undefined && signal !== undefined) void this.#list(this.#client, signal);
  }

  older(): Promise<void> {
    return this.#add(async (client, contents) => {
      const { older } = contents;
      if (older === null) return undefined;
      const page = await client.list({ ...this.filter, limit: ENTRIES.usual, before: older });
      return (now) => withOlder(now, { ...page, results: page.results.map(this.#same) });
    });
  }

  moreDevices(): Promise<void> {
    return this.#add(async (client, { moreDevices }) => {
      if (moreDevices === null) return undefined;
      const page = await client.devices({
        ...ofDevices(this.filter),
        limit: DEVICES.usual,
        reports: REPORTS_OF_DEVICE,
        after: moreDevices,
      });
      return (now) => withMoreDevices(now, page);
    });
  }

  layBeside(entry: EntryDocument): void {
    if (this.beside.includes(entry)) return;
    this.beside = [...this.beside, entry];
    this.#changed();
  }

  /** What was deleted from here: the board tells it to whoever watches, which may be nobody. */
  drop(id: string): void {
    if (this.#entries.has(id)) this.#forgetEntry(id);
  }

  /** The whole result of an entry, fetched once. @throws FlopscopeError as `SpaceClient.result`. */
  result(id: string): Promise<DeviceProfile> {
    const known = this.profiles.get(id);
    if (known !== undefined) return Promise.resolve(known);
    const loading = this.#loading.get(id) ?? this.#load(id);
    this.#loading.set(id, loading);
    return loading;
  }

  async #load(id: string): Promise<DeviceProfile> {
    try {
      const profile = await this.client.result(id);
      const kept = [...this.profiles].slice(1 - MOST_PROFILES);
      this.profiles = new Map([...kept, [id, profile]]);
      this.#changed();
      return profile;
    } finally {
      this.#loading.delete(id);
    }
  }

  /** Tries what is known, the strongest first; a link that was replaced gives way to the next. */
  async #follow(signal: AbortSignal): Promise<void> {
    const known = this.#known.find(this.id);
    const refused: string[] = [];
    for (const token of known === undefined ? [] : tokensOf(known)) {
      const client = new SpaceClient(
        { base: this.#base, space: this.id, token },
        undefined,
        nextTask,
      );
      const opened = (): void => {
        for (const each of refused.splice(0)) {
          this.replaced ??= rightOfToken(each);
          this.#known.dropToken(this.id, each);
        }
        this.#client = client;
        this.#become('live');
        void this.#list(client, signal);
      };
      try {
        await watchSpace(client, this.#watcher(client, opened, signal), signal);
        return;
      } catch (thrown) {
        if (!(thrown instanceof BoardRefusal)) throw thrown;
        refused.push(token);
      }
    }
    this.#client = undefined;
    this.#watching = undefined;
    this.state = { kind: 'refused' };
    this.#become('resting');
  }

  #watcher(client: SpaceClient, opened: () => void, signal: AbortSignal) {
    return {
      opened,
      submitted: (entry: EntryDocument): void => {
        this.#freshen(entry.id);
        this.news = `“${entry.deviceName}” was submitted.`;
        this.#happened({ kind: 'submitted', entry: this.#same(entry) });
      },
      deleted: (id: string): void => {
        // What was deleted from here is gone already.
        if (this.#entries.has(id)) this.#forgetEntry(id);
        else this.#listSoon();
      },
      interrupted: (error: FlopscopeError): void => {
        if (this.state.kind !== 'open') this.state = { kind: 'failed', error };
        // As many watch as the board can serve: what it holds can be listed all the same.
        if (error instanceof BoardRefusal && this.state.kind !== 'open') {
          this.#client = client;
          void this.#list(client, signal);
        }
        // A board that ended the connection mostly takes it again: links were replaced, or a proxy grew tired.
        this.#become(error.code === 'internal' ? 'connecting' : 'lost');
      },
    };
  }

  #forgetEntry(id: string): void {
    const gone = this.#entries.get(id);
    this.news = gone === undefined ? '' : `A result of “${gone.deviceName}” was deleted.`;
    this.#entries.delete(id);
    this.beside = this.beside.filter((entry) => entry.id !== id);
    this.#happened({ kind: 'deleted', id });
  }

  #happened(change: SpaceChange): void {
    this.#changes.push(change);
    const { state } = this;
    if (state.kind !== 'open') return;
    const { space, contents } = state;
    const changed = withChange(contents, change, this.filter);
    const results = Math.max(0, space.results + (change.kind === 'submitted' ? 1 : -1));
    this.state = { kind: 'open', space: { ...space, results }, contents: changed };
    if (needsListing(contents, change)) this.#listSoon();
    this.#changed();
  }

  #listSoon(): void {
    this.#listing ??= setTimeout(() => {
      this.#listing = undefined;
      const signal = this.#watching?.signal;
      if (this.#client !== undefined && signal !== undefined) void this.#list(this.#client, signal);
    }, LISTING_AFTER_MS);
  }

  async #list(client: SpaceClient, signal: AbortSignal): Promise<void> {
    const changes: SpaceChange[] = [];
    this.#changes = changes;
    const { filter, state } = this;
    const known = state.kind === 'open' ? state.contents : undefined;
    const entries = between(known?.entries.length ?? 0, ENTRIES);
    const devices = between(known?.devices.length ?? 0, DEVICES);
    try {
      const space = await client.read(signal);
      const list = await client.list({ ...filter, limit: entries }, signal);
      const page = await client.devices(
        { ...ofDevices(filter), limit: devices, reports: REPORTS_OF_DEVICE },
        signal,
      );
      // Another listing was asked for meanwhile.
      if (this.#changes !== changes) return;
      const fetched = {
        entries: list.results.map(this.#same),
        older: list.next,
        devices: page.devices.map((each) => ({ ...each, newest: each.newest.map(this.#same) })),
        moreDevices: page.next,
      };
      this.state = { kind: 'open', space, contents: withChanges(fetched, changes, filter) };
      this.#known.rename(this.id, space.name);
      this.failure = undefined;
    } catch (thrown) {
      // Whoever watches is told the same, and tries again.
      if (signal.aborted || this.#changes !== changes) return;
      const error = asFlopscopeError(thrown);
      if (this.state.kind === 'open') this.failure = error;
      else this.state = { kind: 'failed', error };
    }
    this.#changed();
  }

  async #add(
    fetch: (
      client: SpaceClient,
      contents: SpaceContents,
    ) => Promise<((now: SpaceContents) => SpaceContents) | undefined>,
  ): Promise<void> {
    const { state, filter } = this;
    if (state.kind !== 'open') return;
    try {
      const add = await fetch(this.client, state.contents);
      if (add === undefined || this.state.kind !== 'open' || this.filter !== filter) return;
      this.state = { ...this.state, contents: add(this.state.contents) };
      this.failure = undefined;
    } catch (thrown) {
      this.failure = asFlopscopeError(thrown);
    }
    this.#changed();
  }

  #freshen(id: string): void {
    this.fresh = new Set([...this.fresh, id]);
    setTimeout(() => {
      this.fresh = new Set([...this.fresh].filter((each) => each !== id));
      this.#changed();
    }, NEW_FOR_MS);
  }

  readonly #same = (entry: EntryDocument): EntryDocument => {
    const known = this.#entries.get(entry.id);
    if (known === undefined) this.#entries.set(entry.id, entry);
    return known ?? entry;
  };

  #become(live: Live): void {
    this.live = live;
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

function between(
  wanted: number,
  { usual, most }: { readonly usual: number; readonly most: number },
): number {
  return Math.min(Math.max(wanted, usual), most);
}
