import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BoardClient, type SpaceTokens } from '../../../../test/support/board-client.ts';
import { openTestDatabase } from '../../../../test/support/test-database.ts';
import { exampleProfile } from '../../../shared/result/profile.fixture.ts';
import type { OpenDatabase } from '../../store/database.ts';
import { createApp } from '../app.ts';
import { type Board, createBoard } from '../board.ts';

let opened: OpenDatabase;
let board: Board;
let client: BoardClient;
let send: (path: string, init: RequestInit) => Response | Promise<Response>;

beforeAll(async () => {
  opened = await openTestDatabase();
  board = createBoard(opened);
  const app = createApp(board, {
    requestsPerSecond: 1e6,
    trustProxy: false,
    pageFolder: undefined,
    report: (error) => {
      throw error;
    },
  });
  send = (path, init) => app.request(`/api/v1${path}`, init, {});
  client = new BoardClient(send);
}, 60_000);

afterAll(() => opened.close());

let made = 0;
const submit = (space: SpaceTokens) =>
  client.submit(space, { ...exampleProfile, id: `space-${made++}` });

const remove = (space: SpaceTokens, token: string) =>
  client.call(`/spaces/${space.id}`, { method: 'DELETE', token });

async function rowsOf(space: SpaceTokens): Promise<unknown> {
  // Both drivers answer with rows; their common type does not say so.
  const { rows } = (await opened.database.execute(sql`
    select (select count(*)::int from results where space = ${space.id}) as results,
      (select count(*)::int from reports_by_device where space = ${space.id}) as devices,
      (select count(*)::int from spaces where id = ${space.id}) as spaces`)) as {
    rows: unknown[];
  };
  return rows[0];
}

describe('deleting a space', () => {
  it('is for its creator alone, and takes its results and nothing of another', async () => {
    const [space, other] = [await client.createSpace(), await client.createSpace()];
    const { json } = await submit(space);
    await submit(space);
    await submit(other);
    for (const [token, status] of [
      [space.readToken, 403],
      [space.writeToken, 403],
      [String(json['deletionToken']), 404],
      [other.creatorToken, 404],
      ['x', 404],
    ] as const) {
      expect((await remove(space, token)).status).toBe(status);
    }
    expect((await client.call(`/spaces/${space.id}`, { method: 'DELETE' })).status).toBe(401);
    expect(await rowsOf(space)).toEqual({ results: 2, devices: 1, spaces: 1 });

    const { status, text } = await remove(space, space.creatorToken);
    expect([status, text]).toEqual([204, '']);
    expect(await rowsOf(space)).toEqual({ results: 0, devices: 0, spaces: 0 });
    expect(await rowsOf(other)).toEqual({ results: 1, devices: 1, spaces: 1 });
    expect((await remove(space, space.creatorToken)).status).toBe(404);
    expect((await submit(space)).status).toBe(404);
  });

  it('ends whoever watches it', async () => {
    const space = await client.createSpace();
    const watching = await send(`/spaces/${space.id}/events`, {
      headers: { Authorization: `Bearer ${space.readToken}` },
    });
    await remove(space, space.creatorToken);
    expect(await watching.text()).toContain(': watching');
  });

  it('refuses submissions that come in between, as if the space had never been', async () => {
    const space = await client.createSpace();
    await board.spaces.remove(space.id);
    const late = { ...exampleProfile, id: `space-${made++}` };
    expect(await board.results.submit(space.id, late)).toEqual({ kind: 'no-space' });
    const again = await client.createSpace();
    const answers = await Promise.all([
      ...Array.from({ length: 8 }, () => submit(again)),
      remove(again, again.creatorToken),
      ...Array.from({ length: 8 }, () => submit(again)),
    ]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses[8]).toBe(204);
    expect(statuses.filter((status) => ![201, 204, 404].includes(status))).toEqual([]);
    expect(await rowsOf(again)).toEqual({ results: 0, devices: 0, spaces: 0 });
  });
});
