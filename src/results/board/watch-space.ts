// Follows a space as it changes: server-sent events read with fetch, because EventSource cannot send a token. A connection
// that breaks is made again; nothing is repeated, so that whoever watches lists anew each time it opens.
import { createParser } from 'eventsource-parser';
import * as v from 'valibot';
import { asFlopscopeError, type FlopscopeError } from '../../shared/errors.ts';
import { deletedSchema, type EntryDocument, entrySchema } from './board-documents.ts';
import { BoardRefusal } from './board-refusal.ts';
import type { SpaceClient } from './space-client.ts';

export interface SpaceWatcher {
  /** Watching from now on: what happened before has to be listed. */
  readonly opened: () => void;
  readonly submitted: (entry: EntryDocument) => void;
  readonly deleted: (id: string) => void;
  /** It is tried again, after a while. */
  readonly interrupted: (error: FlopscopeError) => void;
}

/** A board that restarts is back within seconds; one that is gone is not asked every second. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/** An entry is some 4 kB. */
const LONGEST_EVENT = 2 ** 17;

/**
 * Returns when the signal fires.
 * @throws BoardRefusal when the link opens the space no longer: trying again would not help.
 */
export async function watchSpace(
  client: SpaceClient,
  watcher: SpaceWatcher,
  signal: AbortSignal,
): Promise<void> {
  let pause = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    try {
      const response = await client.events(signal);
      pause = FIRST_PAUSE_MS;
      watcher.opened();
      await readEvents(response, watcher);
      watcher.interrupted(asFlopscopeError(new Error('The board ended the connection.')));
    } catch (thrown) {
      // By getter: the signal may have fired meanwhile.
      if (isAborted(signal)) return;
      if (thrown instanceof BoardRefusal && [401, 403, 404].includes(thrown.status)) throw thrown;
      watcher.interrupted(asFlopscopeError(thrown));
    }
    await waitFor(pause, signal);
    // oxlint-disable-next-line no-useless-assignment -- the next round waits for it
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
  }
}

async function readEvents(response: Response, watcher: SpaceWatcher): Promise<void> {
  const parser = createParser({
    maxBufferSize: LONGEST_EVENT,
    onEvent: ({ event, data }) => {
      if (event === 'submitted') tell(entrySchema, data, watcher.submitted);
      if (event === 'deleted') {
        tell(deletedSchema, data, ({ id }) => {
          watcher.deleted(id);
        });
      }
    },
  });
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) return;
    parser.feed(decoder.decode(value, { stream: true }));
  }
}

/** What a later board says otherwise is left unsaid here; the next list holds it. */
function tell<Schema extends v.GenericSchema>(
  schema: Schema,
  data: string,
  take: (output: v.InferOutput<Schema>) => void,
): void {
  try {
    const parsed = v.safeParse(schema, JSON.parse(data));
    if (parsed.success) take(parsed.output);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
  }
}

function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
