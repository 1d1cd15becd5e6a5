// Everything that a board holds as the lines of a backup, of one moment: a single transaction reads it all.
import { asc, gt } from 'drizzle-orm';
import type { Database } from '../store/database.ts';
import { results, spaces } from '../store/tables.ts';
import { BACKUP_VERSION } from './backup-format.ts';

/** Results are read so many at a time: a few megabytes, even if each is as large as may be. */
const PAGE = 8;
const PAGE_OF_SPACES = 500;

/**
 * PGlite answers nobody else meanwhile, so that lines are written as they are stored, without unpacking them.
 * @param write takes a line with its end, and returns when it can take another; what it throws ends the dump.
 */
export function dumpBoard(
  database: Database,
  write: (line: string) => Promise<void>,
): Promise<void> {
  const tell = (line: object): Promise<void> => write(`${JSON.stringify(line)}\n`);
  return database.transaction(
    async (transaction) => {
      await tell({
        format: 'flopscope-board-backup',
        version: BACKUP_VERSION,
        createdAt: new Date().toISOString(),
      });
      const counts = {
        spaces: await dumpSpaces(transaction, tell),
        results: await dumpResults(transaction, tell),
      };
      await tell({ kind: 'end', ...counts });
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

type Tell = (line: object) => Promise<void>;

async function dumpSpaces(database: Database, tell: Tell): Promise<number> {
  let [count, after] = [0, ''];
  for (;;) {
    const page = await database
      .select()
      .from(spaces)
      .where(gt(spaces.id, after))
      .orderBy(asc(spaces.id))
      .limit(PAGE_OF_SPACES);
    for (const { id, name, createdAt, readHash, writeHash, creatorHash } of page) {
      await tell({
        kind: 'space',
        id,
        name,
        createdAt: createdAt.toISOString(),
        readHash: base64(readHash, 'base64url'),
        writeHash: base64(writeHash, 'base64url'),
        creatorHash: base64(creatorHash, 'base64url'),
      });
      after = id;
    }
    count += page.length;
    if (page.length < PAGE_OF_SPACES) return count;
  }
}

async function dumpResults(database: Database, tell: Tell): Promise<number> {
  let [count, after] = [0, 0];
  for (;;) {
    const page = await database
      .select({
        sequence: results.sequence,
        id: results.id,
        space: results.space,
        submittedAt: results.submittedAt,
        submitterHash: results.submitterHash,
        document: results.document,
      })
      .from(results)
      .where(gt(results.sequence, after))
      .orderBy(asc(results.sequence))
      .limit(PAGE);
    for (const { sequence, id, space, submittedAt, submitterHash, document } of page) {
      await tell({
        kind: 'result',
        id,
        space,
        submittedAt: submittedAt.toISOString(),
        submitterHash: base64(submitterHash, 'base64url'),
        document: base64(document, 'base64'),
      });
      after = sequence;
    }
    count += page.length;
    if (page.length < PAGE) return count;
  }
}

function base64(bytes: Uint8Array, encoding: 'base64' | 'base64url'): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(encoding);
}
