import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BoardClient, type SpaceTokens } from '../../../../test/support/board-client.ts';
import { openTestDatabase } from '../../../../test/support/test-database.ts';
import { type DevicesDocument, devicesSchema } from '../../../results/board/board-documents.ts';
import { createRandom } from '../../../shared/random.ts';
import { exampleProfile } from '../../../shared/result/profile.fixture.ts';
import type { DeviceProfile } from '../../../shared/result/schema.ts';
import type { OpenDatabase } from '../../store/database.ts';
import { createApp } from '../app.ts';
import { createBoard } from '../board.ts';

let opened: OpenDatabase;
let client: BoardClient;

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
  client = new BoardClient((path, init) => app.request(`/api/v1${path}`, init, {}));
}, 60_000);

afterAll(() => opened.close());

interface Kind {
  readonly label: string;
  readonly vendor?: string;
  readonly suite?: DeviceProfile['suite'];
  readonly host?: 'browser' | 'node';
}

interface Submitted extends Kind {
  readonly id: string;
  readonly deletionToken: string;
}

let made = 0;

async function submit(space: SpaceTokens, kind: Kind): Promise<Submitted> {
  const { label, vendor = 'nvidia', suite = 'quick', host = 'browser' } = kind;
  const { json } = await client.submit(space, {
    ...exampleProfile,
    id: `device-${made++}`,
    suite,
    identity: { ...exampleProfile.identity, label, vendor },
    environment: { ...exampleProfile.environment, host },
  });
  return { ...kind, id: String(json['id']), deletionToken: String(json['deletionToken']) };
}

async function remove(space: SpaceTokens, { id, deletionToken }: Submitted): Promise<void> {
  const path = `/spaces/${space.id}/results/${id}`;
  const { status } = await client.call(path, { method: 'DELETE', token: deletionToken });
  expect(status).toBe(204);
}

const call = (space: SpaceTokens, query = '') =>
  client.call(`/spaces/${space.id}/devices${query}`, { token: space.readToken });

async function devices(space: SpaceTokens, query = ''): Promise<DevicesDocument> {
  return v.parse(devicesSchema, (await call(space, query)).json);
}

/** [name, reports, ids of the newest] */
const shown = ({ devices: list }: DevicesDocument) =>
  list.map(({ deviceName, reports, newest }) => [deviceName, reports, newest.map(({ id }) => id)]);

describe('the devices of a space', () => {
  it('come with all their reports counted and the newest told, the latest device first', async () => {
    const space = await client.createSpace();
    expect(await devices(space)).toEqual({ devices: [], next: null });
    const ids: string[] = [];
    for (let count = 0; count < 6; count++) ids.unshift((await submit(space, { label: 'a' })).id);
    const other = await submit(space, { label: 'b' });
    expect(shown(await devices(space))).toEqual([
      ['b', 1, [other.id]],
      ['a', 6, ids.slice(0, 3)],
    ]);
    expect(shown(await devices(space, '?reports=5&limit=1'))).toEqual([['b', 1, [other.id]]]);
    ids.unshift((await submit(space, { label: 'a', suite: 'full', host: 'node' })).id);
    expect(shown(await devices(space, '?reports=5'))[0]).toEqual(['a', 7, ids.slice(0, 5)]);
    expect((await devices(await client.createSpace())).devices).toEqual([]);
  });

  it('stay two when they have one name', async () => {
    const space = await client.createSpace();
    const one = await submit(space, { label: 'Desk', vendor: 'nvidia' });
    const two = await submit(space, { label: 'Desk', vendor: 'amd' });
    expect(shown(await devices(space))).toEqual([
      ['Desk', 1, [two.id]],
      ['Desk', 1, [one.id]],
    ]);
  });

  it('are named to compare them, once each or with commas', async () => {
    const space = await client.createSpace();
    for (const label of ['a', 'b', 'c', 'b']) await submit(space, { label });
    const [b = '', c = '', a = ''] = (await devices(space)).devices.map(({ device }) => device);
    const names = async (query: string) =>
      (await devices(space, query)).devices.map(({ deviceName }) => deviceName);
    expect(await names(`?device=${a},${b}`)).toEqual(['b', 'a']);
    expect(await names(`?device=${c}&device=${a}`)).toEqual(['c', 'a']);
    expect(await names(`?device=${'A'.repeat(43)}`)).toEqual([]);
  });

  it('refuse what no query is', async () => {
    const space = await client.createSpace();
    const many = Array.from({ length: 51 }, () => 'A'.repeat(43)).join(',');
    for (const query of [
      'limit=0',
      'limit=51',
      'reports=0',
      'reports=6',
      'reports=1&reports=2',
      'after=x',
      'before=1',
      'device=',
      'device=x,y',
      `device=${many}`,
      'suite=quick,full',
      'host=%00',
    ]) {
      expect((await call(space, `?${query}`)).status, query).toBe(400);
    }
    const { status } = await client.call(`/spaces/${space.id}/devices`, {
      token: (await client.createSpace()).creatorToken,
    });
    expect(status).toBe(404);
  });

  it('are right page by page under every filter, after submissions and deletions', async () => {
    const space = await client.createSpace();
    const neighbour = await client.createSpace();
    let kept: Submitted[] = [];
    const random = createRandom(5);
    const choose = <Item>(items: readonly [Item, ...Item[]]): Item =>
      items[Math.floor(random() * items.length)] ?? items[0];
    for (let step = 0; step < 80; step++) {
      const [victim] = kept.slice(Math.floor(random() * kept.length));
      if (victim !== undefined && random() < 0.35) {
        await remove(space, victim);
        kept = kept.filter((each) => each !== victim);
      } else {
        const kind: Kind = {
          label: choose(['a', 'b', 'c', 'd', 'e', 'f', 'g']),
          suite: choose(['quick', 'full']),
          host: choose(['browser', 'node']),
        };
        kept.unshift(await submit(space, kind));
        if (random() < 0.1) await submit(neighbour, kind);
      }
    }
    for (const filter of [
      {},
      { suite: 'full' },
      { host: 'node' },
      { suite: 'quick', host: 'node' },
    ]) {
      const left = kept.filter((each) =>
        Object.entries(filter).every(([name, value]) => each[name as keyof Kind] === value),
      );
      const labels = [...new Set(left.map(({ label }) => label))];
      const expected = labels.map((label) => {
        const own = left.filter((each) => each.label === label);
        return [label, own.length, own.slice(0, 2).map(({ id }) => id)];
      });
      const query = new URLSearchParams({ ...filter, limit: '2', reports: '2' });
      const pages: unknown[] = [];
      for (;;) {
        const page = await devices(space, `?${query.toString()}`);
        pages.push(...shown(page));
        if (page.next === null) break;
        query.set('after', String(page.next));
      }
      expect(pages, JSON.stringify(filter)).toEqual(expected);
    }
    const { json } = await client.call(`/spaces/${space.id}`, { token: space.readToken });
    expect(json['results']).toBe(kept.length);
  });
});
