// The board's server among hostile connections: whatever comes over a real socket is refused or ended in time, and others are
// served meanwhile.
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BoardClient, type SpaceTokens } from '../../../test/support/board-client.ts';
import {
  exchange,
  type Exchange,
  type Sending,
} from '../../../test/support/board-raw-connection.ts';
import {
  createVictim,
  isUnharmed,
  leakOf,
  type Victim,
} from '../../../test/support/board-victim.ts';
import { FULL } from '../../../test/support/full.ts';
import { openTestDatabase } from '../../../test/support/test-database.ts';
import { exampleProfile } from '../../shared/result/profile.fixture.ts';
import { type RunningBoard, type ServerSettings, serveOpened } from '../serve-board.ts';
import type { OpenDatabase } from '../store/database.ts';

/** PGlite takes two seconds to start, and more beside other work. */
const START_MS = 60_000;

/** So that no test waits for a minute. */
const TIMEOUTS = { headersTimeout: 300, requestTimeout: 600, connectionsCheckingInterval: 50 };

/** Without its timeouts the board would wait longer. */
const PATIENCE_MS = 30_000;

/** How often each kind of broken connection is made. */
const TIMES = FULL ? 50 : 3;

let opened: OpenDatabase;
let server: RunningBoard;
let client: BoardClient;
let space: SpaceTokens;
let victim: Victim;
const unforeseen: unknown[] = [];
const counts = new Map<string, number>();

function serve(change: Partial<ServerSettings> = {}): Promise<RunningBoard> {
  const notClosed = { database: opened.database, close: () => Promise.resolve() };
  return serveOpened(notClosed, {
    host: '127.0.0.1',
    port: 0,
    tls: undefined,
    timeouts: TIMEOUTS,
    requestsPerSecond: 1e6,
    trustProxy: false,
    pageFolder: undefined,
    report: (error) => unforeseen.push(error),
    ...change,
  });
}

beforeAll(async () => {
  opened = await openTestDatabase();
  server = await serve();
  client = new BoardClient((path, init) => fetch(new URL(`api/v1${path}`, server.address), init));
  space = await client.createSpace('Attackers');
  victim = await createVictim(client);
}, START_MS);

afterAll(async () => {
  await server.stop();
  await opened.close();
  let sum = 0;
  for (const [kind, count] of counts) {
    sum += count;
    process.stdout.write(`hostile connections, ${kind}: ${count}\n`);
  }
  process.stdout.write(`hostile connections: ${sum}\n`);
});

async function attack(kind: string, sending: Sending): Promise<Exchange> {
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const answer = await exchange(server.address, sending);
  expect(leakOf(answer.text, victim)).toBeUndefined();
  expect(answer.statuses.filter((status) => status >= 500)).toEqual([]);
  return answer;
}

/** @param lines of the head. */
function head(...lines: readonly string[]): string {
  return [...lines, '', ''].join('\r\n');
}

const authorization = () => `Authorization: Bearer ${space.writeToken}`;

/** Up to its length, which the caller gives. */
function submission(...lines: readonly string[]): string {
  return head(
    `POST /api/v1/spaces/${space.id}/results HTTP/1.1`,
    'Host: board',
    authorization(),
    'Content-Type: application/json',
    ...lines,
  );
}

function lookup(token: string, id = space.id): string {
  return head(`GET /api/v1/spaces/${id} HTTP/1.1`, 'Host: board', `Authorization: Bearer ${token}`);
}

const profile = (id: string) => JSON.stringify({ ...exampleProfile, id });
const times = <T>(make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: TIMES }, (_, index) => make(index)));

describe('hostile connections', () => {
  it('that are slow end in time, and others are served meanwhile', async () => {
    const drip = Array.from({ length: 200 }, () => 'x');
    const slow = [
      ...Array.from({ length: 10 * TIMES }, (_, index) =>
        attack('slow heads', {
          pieces: [`GET /${index} HTTP/1.1\r\nHost: board\r\nX-Slow: `, ...drip],
          pauseMs: 25,
          patienceMs: PATIENCE_MS,
        }),
      ),
      ...Array.from({ length: 10 * TIMES }, () =>
        attack('slow bodies', {
          pieces: [submission('Content-Length: 100000'), '{"format":"', ...drip],
          pauseMs: 25,
          patienceMs: PATIENCE_MS,
        }),
      ),
    ];
    for (let count = 0; count < 10; count++) {
      const reply = await client.call(`/spaces/${space.id}`, { token: space.readToken });
      expect(reply.status).toBe(200);
    }
    for (const { statuses, text } of await Promise.all(slow)) {
      // The body's reader may see the end before the server tells of it.
      expect([400, 408]).toContain(statuses[0]);
      expect(text).toMatch(/"message":"[A-Z].{10,}"/u);
    }
  }, 60_000);

  it('that break off leave nothing', async () => {
    const body = profile('broken-off');
    const length = `Content-Length: ${body.length}`;
    await times((index) =>
      attack('bodies that break off', {
        pieces: [submission(length), body.slice(0, (index * 97) % body.length)],
        then: index % 2 === 0 ? 'destroy' : 'end',
      }),
    );
    await times(() =>
      attack('chunks that break off', {
        pieces: [submission('Transfer-Encoding: chunked'), '5\r\n{"for\r\n', 'ffff\r\nmat'],
        then: 'destroy',
      }),
    );
    const told = await client.call(`/spaces/${space.id}`, { token: space.readToken });
    expect(told.json['results']).toBe(0);
  });

  it('that lie about their length are refused', async () => {
    const body = profile('length');
    const lengths: readonly (readonly string[])[] = [
      ['Content-Length: -1'],
      ['Content-Length: 1e3'],
      ['Content-Length: 0x10'],
      ['Content-Length: 99999999999999999999'],
      ['Content-Length: 5', 'Content-Length: 6'],
      ['Content-Length: 5', 'Transfer-Encoding: chunked'],
      ['Transfer-Encoding: chunked, identity'],
      ['Transfer-Encoding: gzip'],
      ['Transfer-Encoding: xchunked'],
      ['Content-Length: 0'],
      ['Content-Length: 7'],
      ['Content-Length : 5'],
      ['Content-Length: 20000000'],
    ];
    for (const lines of lengths) {
      const { statuses } = await attack('wrong lengths', { pieces: [submission(...lines), body] });
      expect([lines, statuses[0]]).toEqual([lines, expect.toSatisfy(isRefusal)]);
    }
    for (const piece of ['zz\r\n', '-5\r\n{"for', 'fffffffffffffffff\r\n{', '5;x\r\n{"for5\r\n']) {
      const { statuses } = await attack('wrong chunks', {
        pieces: [submission('Transfer-Encoding: chunked'), piece],
        then: 'end',
      });
      expect(statuses[0] === undefined || isRefusal(statuses[0])).toBe(true);
    }
    const mebibyte = 'x'.repeat(2 ** 20);
    const { statuses } = await attack('endless chunks', {
      pieces: [
        submission('Transfer-Encoding: chunked'),
        ...Array.from({ length: 12 }, () => `100000\r\n${mebibyte}\r\n`),
      ],
    });
    expect(statuses[0]).toBe(413);
  });

  it('with compressed bodies are refused before anything is unpacked', async () => {
    const bodies = [
      gzipSync(profile('gzip')),
      gzipSync(Buffer.alloc(64 * 2 ** 20)),
      Buffer.from(profile('not gzip')),
    ];
    for (const body of bodies) {
      for (const encoding of ['gzip', 'br', 'gzip, gzip', 'deflate']) {
        const lines = [`Content-Encoding: ${encoding}`, `Content-Length: ${body.length}`];
        const { statuses } = await attack('compressed bodies', {
          pieces: [submission(...lines), body],
        });
        expect(statuses[0]).toBe(415);
      }
    }
  });

  it('with heads like bombs are refused', async () => {
    const heads = [
      `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: board\r\n\r\n`,
      head('GET / HTTP/1.1', 'Host: board', `X-Bomb: ${'a'.repeat(100_000)}`),
      head(
        'GET / HTTP/1.1',
        'Host: board',
        ...Array.from({ length: 20_000 }, (_, n) => `X-${n}: 1`),
      ),
      head('GET / HTTP/1.1', 'Host: board', `Cookie: ${'a=b; '.repeat(20_000)}`),
      submission(`Authorization: Bearer ${'A'.repeat(50_000)}`),
    ];
    for (const each of heads) {
      const { statuses, text } = await attack('header bombs', { pieces: [each] });
      expect(statuses[0]).toBe(431);
      expect(text).toContain('"too-large"');
    }
  });

  it('that are no HTTP are refused', async () => {
    const lines = [
      '\0\0\0\0',
      '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
      'GET\r\n\r\n',
      'HELLO\r\n\r\n',
      'get / HTTP/1.1\r\nHost: board\r\n\r\n',
      'GET / HTTP/9.9\r\nHost: board\r\n\r\n',
      'GET / HTTP/1.1\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: board\r\nX\0Y: 1\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: board\r\nX: a\0b\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: board\r\n : x\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: board\r\nX: 1\r\n folded\r\n\r\n',
      'GET /\u00e9\u00ff HTTP/1.1\r\nHost: board\r\n\r\n',
      'CONNECT board:443 HTTP/1.1\r\nHost: board\r\n\r\n',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      'TRACE /api/v1/spaces HTTP/1.1\r\nHost: board\r\n\r\n',
      'GET /api/v1/../../../../etc/passwd HTTP/1.1\r\nHost: board\r\n\r\n',
      'GET /api/v1\\..\\..\\package.json HTTP/1.1\r\nHost: board\r\n\r\n',
      'GET //etc/passwd HTTP/1.1\r\nHost: board\r\n\r\n',
      'GET http://elsewhere/api/v1/nothing HTTP/1.1\r\nHost: board\r\n\r\n',
      'GET http:///%00 HTTP/1.1\r\nHost: board\r\n\r\n',
      'GET /api/v1/spaces/%ff HTTP/1.1\r\nHost: board\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: bo ard\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: [::1\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a/../b?c#d\r\n\r\n',
      'OPTIONS * HTTP/1.1\r\nHost: board\r\n\r\n',
    ];
    for (const line of lines) {
      const { statuses, closed } = await attack('no HTTP', {
        pieces: [Buffer.from(line, 'latin1')],
      });
      const isAnswered = statuses[0] === undefined ? closed : isRefusal(statuses[0]);
      expect([line, statuses[0], isAnswered]).toEqual([line, statuses[0], true]);
    }
  });

  it('that send many requests at once get their answers in order, each by its own token', async () => {
    const PIPELINED = 60;
    const tokens = [space.readToken, 'fsr_x', victim.space.readToken.toLowerCase()];
    const requests = Array.from({ length: PIPELINED }, (_, n) => lookup(tokens[n % 3] ?? ''));
    const { statuses } = await attack('pipelined', {
      pieces: [requests.join('')],
      answers: PIPELINED,
    });
    expect(statuses).toEqual(Array.from({ length: PIPELINED }, (_, n) => [200, 404, 404][n % 3]));
    // A request that hides in the body of another one stays there.
    const hidden = lookup(space.readToken);
    const smuggled = await attack('smuggled', {
      pieces: [submission(`Content-Length: ${hidden.length}`), hidden],
      answers: 2,
      patienceMs: 1500,
    });
    expect(smuggled.statuses).toEqual([400]);
  });

  it('that flood the board are told when to come again; others are served', async () => {
    const limited = await serve({ requestsPerSecond: 20, trustProxy: true });
    const behindProxy = (address: string) =>
      fetch(new URL('api/v1/spaces/AAAAAAAAAAAAAAAA', limited.address), {
        headers: { 'X-Forwarded-For': `1.2.3.4, ${address}` },
      });
    try {
      const FLOOD = 100 * TIMES + 200;
      counts.set('flood', FLOOD);
      const flood = Promise.all(Array.from({ length: FLOOD }, () => behindProxy('9.9.9.9')));
      const others: number[] = [];
      for (let count = 0; count < 20; count++) {
        others.push((await behindProxy(`10.0.0.${count}`)).status);
      }
      const answers = await flood;
      expect(new Set(others)).toEqual(new Set([401]));
      const refused = answers.filter(({ status }) => status === 429);
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401, 429]));
      expect(refused.length).toBeGreaterThan(0);
      for (const { headers } of refused) expect(headers.get('Retry-After')).toMatch(/^[1-9]\d*$/u);
    } finally {
      await limited.stop();
    }
  }, 60_000);

  it('do not get around the limit by a header that nobody trusts', async () => {
    const limited = await serve({ requestsPerSecond: 2 });
    try {
      const statuses = new Set<number>();
      for (let count = 0; count < 60; count++) {
        const reply = await fetch(new URL('api/v1/spaces/AAAAAAAAAAAAAAAA', limited.address), {
          headers: { 'X-Forwarded-For': `10.1.0.${count}` },
        });
        statuses.add(reply.status);
        await reply.text();
      }
      expect(statuses).toContain(429);
    } finally {
      await limited.stop();
    }
  });

  it('left the other space as it was, and nothing that nobody foresaw', async () => {
    expect(await isUnharmed(client, victim)).toBe(true);
    expect(unforeseen).toEqual([]);
  });
});

function isRefusal(status: number): boolean {
  return status >= 400 && status < 500;
}
