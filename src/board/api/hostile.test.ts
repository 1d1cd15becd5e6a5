// The board among hostile people: thousands of requests by kind, none of which may make it fail, tell something of another
// space, or change it. `npm test` takes a part of each kind, FULL takes all.
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Attack, attacks } from '../../../test/support/board-attacks.ts';
import { BoardClient, type Reply, type SpaceTokens } from '../../../test/support/board-client.ts';
import {
  createVictim,
  isUnharmed,
  leakOf,
  type Victim,
} from '../../../test/support/board-victim.ts';
import { FULL } from '../../../test/support/full.ts';
import { openTestDatabase } from '../../../test/support/test-database.ts';
import { createRandom } from '../../shared/random.ts';
import { exampleProfile } from '../../shared/result/profile.fixture.ts';
import type { OpenDatabase } from '../store/database.ts';
import { createApp } from './app.ts';
import { createBoard } from './board.ts';

/** PGlite takes two seconds to start, and more beside other work. */
const START_MS = 60_000;
const RUN_MS = 600_000;

/** Nothing that is refused takes a thousandth of it. */
const SILENCE_MS = 30_000;

const SEED = 8;
const MOST_OF_A_KIND = FULL ? Infinity : 60;
const DOCUMENTS = FULL ? 10_000 : 100;

let opened: OpenDatabase;
let client: BoardClient;
let attacker: SpaceTokens;
let victim: Victim;
const unforeseen: unknown[] = [];
const counts = new Map<string, { sent: number; refused: number }>();

beforeAll(async () => {
  opened = await openTestDatabase();
  const app = createApp(createBoard(opened), {
    requestsPerSecond: 1e6,
    trustProxy: false,
    pageFolder: undefined,
    report: (error) => unforeseen.push(error),
  });
  client = new BoardClient((path, init) => app.request(`/api/v1${path}`, init, {}));
  attacker = await client.createSpace('Attackers');
  victim = await createVictim(client);
}, START_MS);

afterAll(async () => {
  await opened.close();
  let sum = 0;
  for (const [kind, { sent, refused }] of counts) {
    sum += sent;
    process.stdout.write(`hostile ${kind}: ${sent} sent, ${refused} refused\n`);
  }
  process.stdout.write(`hostile requests: ${sum}\n`);
});

/** Adds to the counts. @returns what is wrong with the answer. */
function judge(kind: string, reply: Reply, mayPass: boolean): string | undefined {
  const count = counts.get(kind) ?? { sent: 0, refused: 0 };
  const isRefused = reply.status >= 400 && reply.status < 500;
  counts.set(kind, { sent: count.sent + 1, refused: count.refused + (isRefused ? 1 : 0) });
  const leak = leakOf(`${reply.text}${JSON.stringify([...reply.headers])}`, victim);
  if (leak !== undefined) return `tells "${leak}"`;
  if (!isRefused) {
    return mayPass && reply.status >= 200 && reply.status < 300 ? undefined : String(reply.status);
  }
  const { code, message } = (reply.json['error'] ?? {}) as { code?: string; message?: string };
  const isTold = code !== undefined && /^[A-Z].{10,}/u.test(message ?? '');
  return isTold ? undefined : `${reply.status} without a sentence: ${reply.text}`;
}

function partOf(all: readonly Attack[]): ReadonlyMap<string, readonly Attack[]> {
  const random = createRandom(SEED);
  const shuffled = all
    .map((attack) => ({ attack, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ attack }) => attack);
  const parts = new Map<string, Attack[]>();
  for (const attack of shuffled) {
    const part = parts.get(attack.kind) ?? [];
    if (part.length < MOST_OF_A_KIND) part.push(attack);
    parts.set(attack.kind, part);
  }
  return parts;
}

describe('hostile requests', () => {
  it(
    'are refused with a sentence and learn nothing, whatever their kind',
    async () => {
      const { json } = await client.submit(attacker, { ...exampleProfile, id: 'attackers' });
      const attackersResult = {
        id: String(json['id']),
        deletionToken: String(json['deletionToken']),
      };
      const parts = partOf(attacks({ attacker, attackersResult, victim }));
      const wrong: string[] = [];
      for (const [kind, part] of parts) {
        for (const { path, call, mayPass } of part) {
          const reply = await Promise.race([client.call(path, call), silence(path)]);
          // The answer to HEAD has no body to look at.
          const seen = call.method === 'HEAD' ? headed(reply) : reply;
          const problem = judge(kind, seen, mayPass);
          if (problem !== undefined)
            wrong.push(`${kind}: ${JSON.stringify(call).slice(0, 300)} ${path}: ${problem}`);
        }
      }
      expect(wrong).toEqual([]);
    },
    RUN_MS,
  );

  it(
    'with a result that has anything anywhere are refused, or leave a board that lists and exports',
    async () => {
      const space = await client.createSpace();
      const places = placesOf(exampleProfile);
      let taken = 0;
      let made = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(), nasty), { minLength: 1, maxLength: 3 }),
          async (changes) => {
            const document: unknown = structuredClone({ ...exampleProfile, id: `any-${made++}` });
            for (const [index, value] of changes) {
              set(document, places[index % places.length] ?? [], value);
            }
            const path = `/spaces/${space.id}/results`;
            const reply = await client.call(path, { token: space.writeToken, body: document });
            if (reply.status === 201) taken++;
            else expect([400, 409, 422]).toContain(reply.status);
            expect(judge('results with anything anywhere', reply, true)).toBeUndefined();
          },
        ),
        { numRuns: DOCUMENTS, seed: SEED },
      );
      expect(taken).toBeGreaterThan(5);
      const token = space.readToken;
      expect((await client.call(`/spaces/${space.id}/results?limit=200`, { token })).status).toBe(
        200,
      );
      expect((await client.call(`/spaces/${space.id}/devices`, { token })).status).toBe(200);
      const csv = await client.call(`/spaces/${space.id}/export?format=csv`, { token });
      expect(csv.text).not.toMatch(/NaN|undefined/);
    },
    RUN_MS,
  );

  it('left the other space as it was, and nothing that nobody foresaw', async () => {
    expect(await isUnharmed(client, victim)).toBe(true);
    expect(unforeseen).toEqual([]);
  });
});

/** A stream of live updates would go on for ever. */
async function silence(path: string): Promise<never> {
  await wait(SILENCE_MS, undefined, { ref: false });
  throw new Error(`${path} was not refused, and its answer does not end.`);
}

function headed(reply: Reply): Reply {
  const error = { code: 'head', message: 'Of an answer without a body.' };
  return { ...reply, json: { error } };
}

const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    "'; drop table results; --",
    '<img src=x onerror=alert(1)>',
    '\0',
    '\ud800',
    '💥'.repeat(100),
    '2026-02-31T25:00:00Z',
    0,
    -0,
    1e308,
    5e-324,
    2 ** 53,
    null,
    [],
    {},
  ),
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.jsonValue({ maxDepth: 3 }),
);

type Path = readonly (string | number)[];

/** Every place of a document, its branches included. */
function placesOf(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const inner = Object.entries(value).flatMap(([key, each]) =>
    placesOf(each, [...at, Array.isArray(value) ? Number(key) : key]),
  );
  return at.length === 0 ? inner : [at, ...inner];
}

function set(document: unknown, path: Path, value: unknown): void {
  const last = path.at(-1);
  let parent = document;
  for (const key of path.slice(0, -1)) {
    if (typeof parent !== 'object' || parent === null) return;
    parent = (parent as Record<string | number, unknown>)[key];
  }
  if (last !== undefined && typeof parent === 'object' && parent !== null) {
    (parent as Record<string | number, unknown>)[last] = value;
  }
}
