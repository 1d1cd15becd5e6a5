import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../../test/support/test-database.ts';
import { createApp } from '../../board/api/app.ts';
import { createBoard } from '../../board/api/board.ts';
import type { OpenDatabase } from '../../board/store/database.ts';
import { exampleProfile } from '../../shared/result/profile.fixture.ts';
import type { EntryDocument } from './board-documents.ts';
import type { Fetch } from './call-board.ts';
import { findBoard } from './find-board.ts';
import { createSpace, SpaceClient } from './space-client.ts';
import { watchSpace } from './watch-space.ts';

const base = 'https://board.example.org/';
let opened: OpenDatabase;
let send: Fetch;

beforeAll(async () => {
  opened = await openTestDatabase();
  const app = createApp(createBoard(opened), {
    requestsPerSecond: 1e6,
    trustProxy: false,
    pageFolder: undefined,
    report: (error) => {
      throw error;
    },
  });
  send = async (input, init) => app.request(input, init, {});
}, 60_000);

afterAll(() => opened.close());

async function newSpace() {
  const created = await createSpace(base, 'A team', send);
  const clientOf = (token: string) => new SpaceClient({ base, space: created.id, token }, send);
  return {
    read: clientOf(created.readToken),
    write: clientOf(created.writeToken),
    creator: clientOf(created.creatorToken),
  };
}

let made = 0;
const newProfile = () => ({ ...exampleProfile, id: `client-${made++}` });

describe('the client of a space', () => {
  it('submits, lists, reads, exports and deletes', async () => {
    const { read, write } = await newSpace();
    const profile = newProfile();
    const first = await write.submit(profile);
    const again = await write.submit(profile);
    expect(again).toEqual({ kind: 'already-there', id: first.id });
    expect(await read.read()).toMatchObject({ name: 'A team', right: 'read', results: 1 });
    const { results, next } = await read.list({ limit: 1, host: 'browser' });
    expect([results[0]?.id, next]).toEqual([first.id, null]);
    expect((await read.list({ software: 'true' })).results).toEqual([]);
    expect(await read.result(first.id)).toEqual(profile);
    expect(await (await read.export('csv')).text()).toContain(first.id);
    if (first.kind === 'stored') await write.remove(first.id, first.deletionToken);
    expect((await read.list()).results).toEqual([]);
  });

  it('is told why something is refused', async () => {
    const { read, creator } = await newSpace();
    await expect(read.submit(newProfile())).rejects.toMatchObject({
      code: 'refused',
      status: 403,
      refusal: 'not-allowed',
    });
    const { readToken = '' } = await creator.rotate(['read']);
    await expect(read.list()).rejects.toMatchObject({ refusal: 'not-found' });
    expect((await new SpaceClient({ ...read.link, token: readToken }, send).read()).right).toBe(
      'read',
    );
  });

  it('says of what is no board that it is none', async () => {
    const { link } = (await newSpace()).read;
    const answering = (response: () => Response) =>
      new SpaceClient(link, () => Promise.resolve(response())).read();
    await expect(answering(() => new Response('<h1>', { status: 502 }))).rejects.toThrow(
      /answers 502 and is no board/,
    );
    await expect(answering(() => new Response('{"name":1}'))).rejects.toMatchObject({
      code: 'invalid-document',
    });
    await expect(answering(() => new Response('x'.repeat(13 * 2 ** 20)))).rejects.toThrow(
      /more than 12 MiB/,
    );
    const gone = new SpaceClient(link, () => Promise.reject(new TypeError('fetch failed')));
    await expect(gone.read()).rejects.toMatchObject({ code: 'unreachable' });
    await expect(gone.read(AbortSignal.abort())).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('looking for a board', () => {
  it('tells a board from a static host, and from nothing at all', async () => {
    expect(await findBoard(base, send)).toBe(true);
    const answering = (status: number) => () =>
      Promise.resolve(new Response('<!doctype html>', { status }));
    expect(await findBoard(base, answering(404))).toBe(false);
    expect(await findBoard(base, answering(200))).toBe(false);
    await expect(findBoard(base, answering(502))).rejects.toMatchObject({ status: 502 });
    const gone = () => Promise.reject(new TypeError('fetch failed'));
    await expect(findBoard(base, gone)).rejects.toMatchObject({ code: 'unreachable' });
  });
});

describe('watching a space', () => {
  it('tells of what happens, until the link is replaced', async () => {
    const { read, write, creator } = await newSpace();
    const told: string[] = [];
    let open = (): void => undefined;
    const isOpen = new Promise<void>((resolve) => {
      open = resolve;
    });
    const watching = watchSpace(
      read,
      {
        opened: () => {
          told.push('opened');
          open();
        },
        submitted: ({ deviceName }: EntryDocument) => told.push(`submitted ${deviceName}`),
        deleted: (id) => told.push(`deleted ${id}`),
        interrupted: () => told.push('interrupted'),
      },
      new AbortController().signal,
    );
    const end = expect(watching).rejects.toMatchObject({ refusal: 'not-found' });
    await isOpen;
    const label = '<b>\n\ndata: x';
    const { id } = await write.submit({
      ...newProfile(),
      identity: { ...exampleProfile.identity, label },
    });
    await creator.remove(id, creator.link.token);
    await creator.rotate(['read']);
    await end;
    expect(told).toEqual(['opened', `submitted ${label}`, `deleted ${id}`, 'interrupted']);
  });

  it('ends when it is told to, in a pause too', async () => {
    const { link } = (await newSpace()).read;
    const abort = new AbortController();
    const client = new SpaceClient(link, () => Promise.reject(new TypeError('fetch failed')));
    let interruptions = 0;
    await watchSpace(
      client,
      {
        opened: () => undefined,
        submitted: () => undefined,
        deleted: () => undefined,
        interrupted: () => {
          interruptions++;
          setTimeout(() => {
            abort.abort();
          });
        },
      },
      abort.signal,
    );
    expect(interruptions).toBe(1);
  });
});
