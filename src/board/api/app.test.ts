import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BoardClient, type Reply, type SpaceTokens } from '../../../test/support/board-client.ts';
import { openTestDatabase } from '../../../test/support/test-database.ts';
import { parseResult } from '../../shared/result/parse-result.ts';
import { exampleProfile } from '../../shared/result/profile.fixture.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import type { OpenDatabase } from '../store/database.ts';
import { createApp } from './app.ts';
import { type Board, createBoard } from './board.ts';
import { routes } from './routes/routes.ts';

/** PGlite takes two seconds to start, and more beside other work. */
const START_MS = 60_000;

let opened: OpenDatabase;
let board: Board;
let client: BoardClient;
const unforeseen: unknown[] = [];

function appOf(requestsPerSecond: number, trustProxy = false) {
  return createApp(board, {
    requestsPerSecond,
    trustProxy,
    pageFolder: undefined,
    report: (error) => unforeseen.push(error),
  });
}

beforeAll(async () => {
  opened = await openTestDatabase();
  board = createBoard(opened);
  const app = appOf(1e6);
  client = new BoardClient((path, init) => app.request(`/api/v1${path}`, init, {}));
}, START_MS);

afterAll(() => opened.close());

let made = 0;
function profile(change: Partial<DeviceProfile> = {}): DeviceProfile {
  return { ...exampleProfile, id: `result-${made++}`, ...change };
}

function labelled(label: string, change: Partial<DeviceProfile> = {}): DeviceProfile {
  return profile({ identity: { ...exampleProfile.identity, label }, ...change });
}

function errorOf({ json }: Reply): { readonly code: string; readonly message: string } {
  return json['error'] as { code: string; message: string };
}

function expectRefusal(reply: Reply, status: number, code: string): void {
  expect([reply.status, errorOf(reply).code]).toEqual([status, code]);
  expect(errorOf(reply).message).toMatch(/^[A-Z].{10,}/);
}

function entriesOf({
  json,
}: Reply): readonly { readonly id: string; readonly deviceName: string }[] {
  return json['results'] as { id: string; deviceName: string }[];
}

const list = (space: SpaceTokens, query = '') =>
  client.call(`/spaces/${space.id}/results${query}`, { token: space.readToken });

describe('a space', () => {
  it('is made with three tokens, of which only hashes are stored', async () => {
    const space = await client.createSpace('Team A');
    expect(space.readToken).toMatch(/^fsr_[\w-]{43}$/);
    const stored = JSON.stringify(await board.spaces.find(space.id));
    for (const token of [space.readToken, space.writeToken, space.creatorToken]) {
      expect(stored).not.toContain(token);
    }
    const seen = await client.call(`/spaces/${space.id}`, { token: space.writeToken });
    expect(seen.json).toMatchObject({ name: 'Team A', right: 'write', results: 0 });
  });

  it('opens to its own tokens alone', async () => {
    const [space, other] = [await client.createSpace(), await client.createSpace()];
    await client.submit(space, profile());
    const path = `/spaces/${space.id}/results`;
    expectRefusal(await client.call(path), 401, 'no-token');
    expectRefusal(await client.call(`${path}?token=${space.readToken}`), 401, 'no-token');
    const forged = `${space.readToken.slice(0, -1)}${space.readToken.endsWith('A') ? 'B' : 'A'}`;
    const absent = await client.call('/spaces/AAAAAAAAAAAAAAAA/results', {
      token: other.readToken,
    });
    for (const token of [other.readToken, other.creatorToken, forged, 'x']) {
      const reply = await client.call(path, { token });
      expectRefusal(reply, 404, 'not-found');
      // Nobody learns which spaces exist.
      expect(reply.text).toBe(absent.text);
    }
  });

  it('replaces its links for its creator alone; the old ones end', async () => {
    const space = await client.createSpace();
    const path = `/spaces/${space.id}/rotate`;
    const body = { links: ['read'] };
    expectRefusal(await client.call(path, { token: space.writeToken, body }), 403, 'not-allowed');
    const { json } = await client.call(path, { token: space.creatorToken, body });
    expect(Object.keys(json)).toEqual(['readToken']);
    expectRefusal(await list(space), 404, 'not-found');
    expect((await list({ ...space, readToken: String(json['readToken']) })).status).toBe(200);
    expect((await client.submit(space, profile())).status).toBe(201);
  });
});

describe('results', () => {
  it('come back as they were submitted', async () => {
    const space = await client.createSpace();
    const submitted = labelled('Desk \0 <script>');
    const { json, status } = await client.submit(space, submitted);
    expect(status).toBe(201);
    const path = `/spaces/${space.id}/results/${String(json['id'])}`;
    const { text } = await client.call(path, { token: space.readToken });
    expect(parseResult(text)).toEqual(submitted);
    const [entry] = entriesOf(await list(space));
    expect(entry).toMatchObject({ id: json['id'], deviceName: 'Desk  <script>' });
  });

  it('are taken from the write link alone, and each once', async () => {
    const space = await client.createSpace();
    const one = profile();
    expectRefusal(await client.submit(space, one, space.readToken), 403, 'not-allowed');
    const first = await client.submit(space, one);
    const again = await client.submit(space, one);
    expectRefusal(again, 409, 'already-there');
    expect(errorOf(again)).toMatchObject({ id: first.json['id'] });
    expect((await client.submit(await client.createSpace(), one)).status).toBe(201);
  });

  it('are listed newest first, page by page, none twice and none left out', async () => {
    const space = await client.createSpace();
    const ids: unknown[] = [];
    for (let count = 0; count < 7; count++) {
      ids.unshift((await client.submit(space, profile())).json['id']);
    }
    const listed: string[] = [];
    let query = '?limit=3';
    for (let pages = 1; ; pages++) {
      const page = await list(space, query);
      listed.push(...entriesOf(page).map(({ id }) => id));
      if (page.json['next'] === null) {
        expect(pages).toBe(3);
        break;
      }
      query = `?limit=3&before=${Number(page.json['next'])}`;
    }
    expect(listed).toEqual(ids);
  });

  it('are filtered by suite, device, host and kind of adapter', async () => {
    const space = await client.createSpace();
    const { environment, identity } = exampleProfile;
    await client.submit(space, labelled('one', { suite: 'full' }));
    await client.submit(space, labelled('two', { environment: { ...environment, host: 'node' } }));
    await client.submit(
      space,
      profile({ identity: { ...identity, label: 'three', softwareAdapter: true } }),
    );
    const names = async (query: string) =>
      entriesOf(await list(space, query)).map(({ deviceName }) => deviceName);
    expect(await names('?suite=full')).toEqual(['one']);
    expect(await names('?host=node')).toEqual(['two']);
    expect(await names('?software=true')).toEqual(['three']);
    expect(await names('?software=false&host=browser')).toEqual(['one']);
    const [first] = (await list(space)).json['results'] as { device: string }[];
    expect(await names(`?device=${first?.device ?? ''}`)).toEqual(['three']);
    for (const query of [
      '?suite=none',
      '?limit=0',
      '?limit=1e3',
      '?before=-1',
      '?sort=x',
      '?device=%00',
    ]) {
      expectRefusal(await list(space, query), 400, 'invalid-input');
    }
  });

  it('are deleted by whoever submitted them or made the space', async () => {
    const space = await client.createSpace();
    const submit = async () => (await client.submit(space, profile())).json;
    const [one, two] = [await submit(), await submit()];
    const remove = (result: unknown, token: unknown, of = space) =>
      client.call(`/spaces/${of.id}/results/${String(result)}`, {
        method: 'DELETE',
        token: String(token),
      });
    expectRefusal(await remove(one['id'], space.writeToken), 403, 'not-allowed');
    expectRefusal(await remove(one['id'], two['deletionToken']), 404, 'not-found');
    const other = await client.createSpace();
    expectRefusal(await remove(one['id'], other.creatorToken, other), 404, 'not-found');
    expectRefusal(await remove(one['id'], other.creatorToken), 404, 'not-found');
    expect((await remove(one['id'], one['deletionToken'])).status).toBe(204);
    expect((await remove(two['id'], space.creatorToken)).status).toBe(204);
    expectRefusal(await remove(two['id'], space.creatorToken), 404, 'not-found');
    expect(entriesOf(await list(space))).toEqual([]);
  });

  it('are exported whole as JSON and by figures as CSV', async () => {
    const space = await client.createSpace('Export');
    await client.submit(space, labelled('=1+1'));
    await client.submit(space, labelled('b'));
    const exported = (query: string) =>
      client.call(`/spaces/${space.id}/export${query}`, { token: space.readToken });
    const { json } = await exported('');
    const results = json['results'] as { result: unknown }[];
    expect(results.map(({ result }) => parseResult(JSON.stringify(result)).identity.label)).toEqual(
      ['b', '=1+1'],
    );
    const csv = (await exported('?format=csv')).text.trim().split('\r\n');
    const figures = exampleProfile.ceilings.length + 4;
    expect(csv).toHaveLength(1 + 2 * figures);
    expect(csv.at(-1)).toContain(`"'=1+1"`);
    expect(csv.find((line) => line.includes('"copy"'))).toMatch(/,B\/s,1\.0000e\+11,/);
    expectRefusal(await exported('?format=xml'), 400, 'invalid-input');
  });
});

describe('live updates', () => {
  it('tell of submissions and deletions in this space, and end with the link', async () => {
    const [space, other] = [await client.createSpace(), await client.createSpace()];
    const response = await appOf(1e6).request(
      `/api/v1/spaces/${space.id}/events`,
      {
        headers: { Authorization: `Bearer ${space.readToken}` },
      },
      {},
    );
    expect(response.headers.get('Content-Type')).toContain('text/event-stream');
    await client.submit(other, labelled('not here'));
    const { json } = await client.submit(space, labelled('live'));
    await client.call(`/spaces/${space.id}/results/${String(json['id'])}`, {
      method: 'DELETE',
      token: String(json['deletionToken']),
    });
    await client.call(`/spaces/${space.id}/rotate`, {
      token: space.creatorToken,
      body: { links: ['read'] },
    });
    const text = await response.text();
    expect(text).not.toContain('not here');
    expect(text).toMatch(/event: submitted\ndata: \{.*"deviceName":"live"/);
    expect(text).toContain(`event: deleted\ndata: {"id":"${String(json['id'])}"}`);
  });
});

describe('hostile requests', () => {
  it('are refused with a sentence, whatever the body is', async () => {
    const space = await client.createSpace();
    const path = `/spaces/${space.id}/results`;
    const send = (body: string, headers = {}) =>
      client.call(path, { token: space.writeToken, body, headers });
    expectRefusal(await send('{"format":'), 400, 'invalid-input');
    expectRefusal(await send('['.repeat(500_000)), 400, 'invalid-input');
    expectRefusal(await send(`"${'x'.repeat(10 * 2 ** 20)}"`), 413, 'too-large');
    expectRefusal(await send('{}', { 'Content-Type': 'text/plain' }), 415, 'wrong-type');
    expectRefusal(await send('{}'), 422, 'invalid-document');
    expectRefusal(
      await send(JSON.stringify({ ...profile(), schemaVersion: 99 })),
      422,
      'newer-document',
    );
    for (const createdAt of ['0000-01-01T00:00:00Z', '1970-01-01T00:00:00Z']) {
      expectRefusal(await client.submit(space, profile({ createdAt })), 422, 'invalid-document');
    }
    const body = { name: 'x'.repeat(5000) };
    expectRefusal(await client.call('/spaces', { body }), 413, 'too-large');
    for (const name of ['', ' ', 'a\0b', 7, null]) {
      expectRefusal(await client.call('/spaces', { body: { name } }), 400, 'invalid-input');
    }
    for (const odd of [
      '/spaces/%00/results',
      '/spaces/..%2f..%2f',
      '/nothing',
      '/spaces/%E0%A4%A/results',
    ]) {
      expectRefusal(await client.call(odd, { token: space.readToken }), 404, 'not-found');
    }
  });

  it('are limited by address, and told when to come again', async () => {
    const app = appOf(2, true);
    const from = (address: string) =>
      app.request('/api/v1/spaces/AAAAAAAAAAAAAAAA', { headers: { 'X-Forwarded-For': address } });
    const statuses: number[] = [];
    for (let count = 0; count < 12; count++)
      statuses.push((await from('9.9.9.9, 10.0.0.1')).status);
    expect(statuses.filter((status) => status === 401).length).toBeGreaterThanOrEqual(10);
    expect(statuses.at(-1)).toBe(429);
    expect((await from('10.0.0.1')).headers.get('Retry-After')).toBe('1');
    expect((await from('10.0.0.2')).status).toBe(401);
  });

  it('left nothing that nobody foresaw', () => {
    expect(unforeseen).toEqual([]);
  });
});

describe('every answer', () => {
  it('forbids what no answer of an API needs', async () => {
    const { headers } = await client.call('/openapi.json');
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
  });

  it('is described: each call with its schemas', async () => {
    const { json } = await client.call('/openapi.json');
    const paths = json['paths'] as Record<string, Record<string, Record<string, unknown>>>;
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(described.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
    const submit = paths['/spaces/{space}/results']?.['post'];
    expect(submit?.['requestBody']).toMatchObject({
      content: {
        'application/json': { schema: { $ref: '#/components/schemas/Result' } },
      },
    });
    expect(Object.keys(submit?.['responses'] ?? {})).toEqual(
      expect.arrayContaining([
        '201',
        '400',
        '401',
        '403',
        '404',
        '409',
        '413',
        '415',
        '422',
        '429',
      ]),
    );
  });
});
