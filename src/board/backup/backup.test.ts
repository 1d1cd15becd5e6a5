import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../../test/support/test-database.ts';
import { parseResult } from '../../shared/result/parse-result.ts';
import { exampleProfile } from '../../shared/result/profile.fixture.ts';
import type { Database, OpenDatabase } from '../store/database.ts';
import { openFolder, openMemory } from '../store/open-database.ts';
import { ResultStore } from '../store/result-store.ts';
import { type CreatedSpace, SpaceStore } from '../store/space-store.ts';
import { hashToken } from '../tokens.ts';
import { backUpBoard } from './back-up-board.ts';
import { readBackup, writeBackup } from './backup-file.ts';
import { dumpBoard } from './dump-board.ts';
import { restoreBoard } from './restore-board.ts';

const folder = mkdtempSync(join(tmpdir(), 'flopscope-backup-'));
const never = new AbortController().signal;
const file = join(folder, 'board.backup');

/** What is backed up, and what it is restored to: of two kinds in `npm run test:full`. */
let source: OpenDatabase;
let target: OpenDatabase;
let space: CreatedSpace;
let deletionToken = '';

beforeAll(async () => {
  [source, target] = [await openMemory(), await openTestDatabase()];
  const spaces = new SpaceStore(source.database);
  space = await spaces.create('A team 💥');
  await spaces.create('Another');
  const results = new ResultStore(source.database);
  for (let count = 0; count < 10; count++) {
    const label = `Desk \0 ${count % 3}`;
    const identity = { ...exampleProfile.identity, label };
    const submission = await results.submit(space.id, {
      ...exampleProfile,
      identity,
      id: `r${count}`,
    });
    if (submission.kind === 'stored') deletionToken = submission.deletionToken;
  }
  await writeBackup(file, (write) => dumpBoard(source.database, write), never);
}, 60_000);

afterAll(async () => {
  await Promise.all([source.close(), target.close()]);
  rmSync(folder, { recursive: true, force: true });
});

const restore = (from: string, replace = false, signal = never) =>
  readBackup(from, (lines) => restoreBoard(target.database, lines, { replace, signal }));

async function rowsOf(database: Database): Promise<unknown> {
  const all = async (query: ReturnType<typeof sql>) =>
    ((await database.execute(query)) as { rows: readonly unknown[] }).rows;
  // Not the sequence itself: gaps are not kept.
  return {
    spaces: await all(
      sql`select id, name, read_hash, write_hash, creator_hash from spaces order by id`,
    ),
    results: await all(sql`
      select id, space, document_id, submitter_hash, date_trunc('milliseconds', submitted_at)::text as submitted, device,
        device_name, suite, suite_version, schema_version, software_adapter, host, runtime, summary::text
      from results order by sequence`),
    devices: await all(
      sql`select space, device, suite, host, reports from reports_by_device order by 1, 2, 3, 4`,
    ),
  };
}

/** The backup with another text in it. */
function changed(name: string, change: (lines: string[]) => readonly string[]): string {
  const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
  const path = join(folder, name);
  writeFileSync(
    path,
    gzipSync(
      change(lines)
        .map((line) => `${line}\n`)
        .join(''),
    ),
  );
  return path;
}

function resultLine(document: string | Buffer): string {
  return JSON.stringify({
    kind: 'result',
    id: 'A'.repeat(16),
    space: space.id,
    submittedAt: '2026-01-01T00:00:00.000Z',
    submitterHash: 'A'.repeat(43),
    document: gzipSync(document).toString('base64'),
  });
}

const at = (index: number, line: string) => (lines: string[]) => lines.toSpliced(index, 0, line);

describe('a backup', () => {
  it('is restored whole, in order, with links and deletion tokens', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.part`)).toBe(false);
    const text = gunzipSync(readFileSync(file)).toString();
    for (const token of [space.readToken, space.creatorToken, deletionToken]) {
      expect(text).not.toContain(token);
    }
    expect(await restore(file)).toEqual({ spaces: 2, results: 10 });
    expect(await rowsOf(target.database)).toEqual(await rowsOf(source.database));
    const results = new ResultStore(target.database);
    const [newest] = await results.list(space.id, { limit: 1 });
    const id = newest?.id ?? '';
    expect(await results.submitterHash(space.id, id)).toEqual(
      Buffer.from(hashToken(deletionToken)),
    );
    expect(parseResult((await results.document(space.id, id)) ?? '')).toEqual({
      ...exampleProfile,
      identity: { ...exampleProfile.identity, label: 'Desk \0 0' },
      id: 'r9',
    });
    // Submitting goes on where the backup ended.
    const next = await results.submit(space.id, { ...exampleProfile, id: 'next' });
    expect(next.kind).toBe('stored');
    const [latest] = await results.list(space.id, { limit: 1 });
    expect(JSON.parse(latest?.summary ?? '')).toMatchObject({ id: 'next' });
  });

  it('goes to a board that is not empty only with --replace', async () => {
    const before = await rowsOf(target.database);
    await expect(restore(file)).rejects.toThrow(/not empty.*--replace/);
    expect(await rowsOf(target.database)).toEqual(before);
    await restore(file, true);
    expect(await rowsOf(target.database)).toEqual(await rowsOf(source.database));
  });
});

describe('what is no backup, or a damaged one', () => {
  const bytes = () => readFileSync(file);
  const cases: readonly (readonly [string, () => string, RegExp])[] = [
    ['nothing', () => raw('nothing', Buffer.alloc(0)), /cut off|not a backup/],
    [
      'another file',
      () => raw('other', Buffer.from('{"format":"flopscope-result"}')),
      /not a backup/,
    ],
    ['another gzip', () => raw('gzip', gzipSync('{"format":"flopscope-board"}\n')), /not a backup/],
    ['half of it', () => raw('half', bytes().subarray(0, bytes().length / 2)), /cut off/],
    ['its last byte gone', () => raw('last', bytes().subarray(0, -1)), /cut off/],
    ['a changed bit', () => raw('bit', flipped(bytes())), /damaged/],
    [
      'no closing line',
      () => changed('open', (lines) => lines.slice(0, -1)),
      /closing line is missing/,
    ],
    [
      'a line lost',
      () => changed('lost', (lines) => lines.toSpliced(5, 1)),
      /holds 2 spaces and 9 results.*says 2 and 10/,
    ],
    ['a line twice', () => changed('twice', (lines) => at(5, lines[5] ?? '')(lines)), /twice/],
    [
      'more after the end',
      () => changed('more', (lines) => [...lines, lines[3] ?? '']),
      /follows its closing line/,
    ],
    ['an empty line', () => changed('empty', at(3, '')), /line 4/],
    [
      'half a line',
      () => raw('tail', gzipSync(`${gunzipSync(bytes()).toString()}{`)),
      /ends within a line/,
    ],
    [
      'a later version',
      () =>
        changed('later', (lines) => [
          (lines[0] ?? '').replace('"version":1', '"version":2'),
          ...lines.slice(1),
        ]),
      /version 2.*up to 1/,
    ],
    [
      'a result of no space',
      () =>
        changed('space', (lines) =>
          lines.map((line) => line.replace(`"space":"${space.id}"`, `"space":"${'B'.repeat(16)}"`)),
        ),
      /space that is not in it/,
    ],
    [
      'a field too many',
      () =>
        changed('field', (lines) =>
          lines.map((line) => line.replace('"kind":"space"', '"kind":"space","x":1')),
        ),
      /line 2, "x"/,
    ],
    [
      'a token for a hash',
      () =>
        changed('hash', (lines) =>
          lines.map((line) => line.replace(/"readHash":"./, '"readHash":"fsr_')),
        ),
      /"readHash": it is no hash/,
    ],
    [
      'SQL for an id',
      () =>
        changed('sql', (lines) =>
          lines.map((line) => line.replace(/"id":"[^"]+"/, `"id":"'; drop table"`)),
        ),
      /"id"/,
    ],
    [
      'a day that never was',
      () =>
        changed('day', (lines) =>
          lines.map((line) => line.replace(/"submittedAt":"\d+/, '"submittedAt":"0000')),
        ),
      /"submittedAt"/,
    ],
    ['deep nesting', () => changed('deep', at(3, '['.repeat(2 ** 20))), /line 4/],
    [
      'a result that is none',
      () => changed('none', at(3, resultLine('{"format":"x"}'))),
      /line 4: This is not a Flopscope result/,
    ],
    [
      'a result that is no gzip',
      () => changed('packed', at(3, resultLine('x').replace('H4sI', 'AAAA'))),
      /cannot be unpacked/,
    ],
    [
      'a result of a later version',
      () =>
        changed(
          'schema',
          at(3, resultLine(JSON.stringify({ ...exampleProfile, schemaVersion: 99 }))),
        ),
      /schema version 99/,
    ],
    [
      'a bomb in a result',
      () => changed('inner', at(3, resultLine(Buffer.alloc(32 * 2 ** 20)))),
      /larger than any/,
    ],
    [
      'a bomb of one line',
      () => raw('bomb', gzipSync(Buffer.alloc(64 * 2 ** 20, 0x20))),
      /longer than 13 MiB/,
    ],
  ];

  let before: unknown;
  beforeAll(async () => {
    before = await rowsOf(target.database);
  });

  it.each(cases)('%s is refused with a sentence, and changes nothing', async (_, path, reason) => {
    const error: unknown = await restore(path(), true).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'FlopscopeError' });
    expect(String(error)).toMatch(reason);
    expect(String(error)).toMatch(/[.!]$/);
    expect(await rowsOf(target.database)).toEqual(before);
  });

  it('a file that is not there or a folder is told as such', async () => {
    await expect(restore(join(folder, 'absent'))).rejects.toThrow(/cannot be read: ENOENT/);
    await expect(restore(folder)).rejects.toThrow(/cannot be read: EISDIR/);
  });

  it('a restore that is cancelled changes nothing', async () => {
    await expect(restore(file, true, AbortSignal.abort())).rejects.toThrow(/board is as it was/);
    expect(await rowsOf(target.database)).toEqual(before);
  });

  function raw(name: string, content: Buffer): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  function flipped(content: Buffer): Buffer {
    const copy = Buffer.from(content);
    const middle = Math.floor(copy.length / 2);
    copy[middle] = (copy[middle] ?? 0) ^ 1;
    return copy;
  }
});

describe('writing a backup', () => {
  it('leaves nothing behind when it fails or is cancelled, and keeps what was there', async () => {
    const path = join(folder, 'kept');
    writeFileSync(path, 'older');
    const failing = (write: (line: string) => Promise<void>) =>
      write('x'.repeat(100_000)).then(() => Promise.reject(new Error('the disk burns')));
    await expect(writeBackup(path, failing, never)).rejects.toThrow(/disk burns.*Nothing is left/);
    const cancel = new AbortController();
    const cancelled = writeBackup(
      path,
      async (write) => {
        for (;;) {
          await write(`${Math.random()}`.repeat(10_000));
          cancel.abort();
        }
      },
      cancel.signal,
    );
    await expect(cancelled).rejects.toMatchObject({ code: 'aborted' });
    expect(readFileSync(path, 'utf8')).toBe('older');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    const nowhere = join(folder, 'no', 'where');
    const dump = (write: (line: string) => Promise<void>) => dumpBoard(source.database, write);
    await expect(writeBackup(nowhere, dump, never)).rejects.toThrow(/cannot be written.*ENOENT/);
  });

  it('replaces what an earlier one left half done, with its rights', async () => {
    const path = join(folder, 'again');
    writeFileSync(`${path}.part`, 'left');
    chmodSync(`${path}.part`, 0o644);
    await writeBackup(path, (write) => dumpBoard(source.database, write), never);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});

describe('a board in a folder', () => {
  const data = join(folder, 'data');
  const place = { dataFolder: data, databaseUrl: undefined };

  it('is backed up while it runs and when it does not, and only where there is one', async () => {
    await expect(backUpBoard(place, file, never)).rejects.toThrow(/no board in/);
    const path = join(folder, 'running');
    let board = await openFolder(data);
    await readBackup(file, (lines) =>
      restoreBoard(board.database, lines, { replace: false, signal: never }),
    );
    // Whoever says nothing, or something else, does not disturb.
    const silent = connect(join(data, 'board.lock'));
    const other = connect(join(data, 'board.lock'));
    other.end('GET / HTTP/1.1\r\n\r\n');
    await once(other.resume(), 'close');
    await backUpBoard(place, path, never);
    await board.close();
    silent.destroy();
    expect(await restore(path, true)).toEqual({ spaces: 2, results: 10 });
    expect(await rowsOf(target.database)).toEqual(await rowsOf(source.database));

    await backUpBoard(place, path, never);
    expect(await restore(path, true)).toEqual({ spaces: 2, results: 10 });

    board = await openFolder(data);
    const stalled = connect(join(data, 'board.lock'));
    stalled.write('backup\n');
    await once(stalled, 'readable');
    // Visitors do not hold up its end.
    await board.close();
    stalled.destroy();
  }, 60_000);
});
