// Puts a backup on an empty board, all of it or nothing: one transaction takes every line.
import { sql } from 'drizzle-orm';
import { FlopscopeError } from '../../shared/errors.ts';
import type { Database } from '../store/database.ts';
import { FOREIGN_KEY_VIOLATION, sqlStateOf, UNIQUE_VIOLATION } from '../store/sql-state.ts';
import { reportsByDevice, results, spaces } from '../store/tables.ts';
import type { BackupCounts, ResultLine, SpaceLine } from './backup-format.ts';
import { damaged, parseLine, rowOfLine } from './parse-line.ts';

/** So many lines become one statement; as many results are unpacked and packed side by side. */
const BATCH = 8;

export interface RestoreOptions {
  /** Deletes what is on the board; without it only an empty board is restored to. */
  readonly replace: boolean;
  readonly signal: AbortSignal;
}

/**
 * @param lines of a backup after its head, without their ends.
 * @throws FlopscopeError `invalid-document`, `newer-document` for a result of a later version, `invalid-input` when the board
 *   is not empty, or `aborted`; the board is then as it was.
 */
export function restoreBoard(
  database: Database,
  lines: AsyncIterable<Uint8Array>,
  { replace, signal }: RestoreOptions,
): Promise<BackupCounts> {
  return database.transaction(async (transaction) => {
    // A board that serves the same database waits with new spaces until this has ended.
    await transaction.execute(sql`lock table ${spaces} in share row exclusive mode`);
    const isEmpty =
      (await transaction.select({ id: spaces.id }).from(spaces).limit(1)).length === 0;
    if (!isEmpty && !replace) {
      throw new FlopscopeError(
        'invalid-input',
        'This board is not empty. Restore to another folder with --data, or give --replace to delete all that is on it now.',
      );
    }
    if (!isEmpty) {
      await transaction.execute(sql`truncate ${spaces}, ${results}, ${reportsByDevice}`);
    }
    const counts = await takeLines(transaction, lines, signal);
    // The embedded database gathers no statistics by itself.
    await transaction.execute(sql`analyze ${spaces}, ${results}, ${reportsByDevice}`);
    checkAborted(signal);
    return counts;
  });
}

async function takeLines(
  database: Database,
  lines: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<BackupCounts> {
  const batch = new Batch(database);
  // The head was the first.
  let number = 1;
  let end: BackupCounts | undefined;
  for await (const bytes of lines) {
    checkAborted(signal);
    number++;
    if (end !== undefined) throw damaged(`something follows its closing line`);
    const line = parseLine(bytes, number);
    if (line.kind === 'end') end = line;
    else await batch.add(line, number);
  }
  await batch.flush();
  if (end === undefined) throw damaged('it is cut off, its closing line is missing');
  const { spaces: ofSpaces, results: ofResults } = batch.counts;
  if (end.spaces !== ofSpaces || end.results !== ofResults) {
    throw damaged(
      `it holds ${ofSpaces} spaces and ${ofResults} results, and its closing line says ${end.spaces} and ${end.results}`,
    );
  }
  return batch.counts;
}

interface Numbered<Line> {
  readonly line: Line;
  readonly number: number;
}

/** Lines of one kind, in order, on their way into the database. */
class Batch {
  readonly #database: Database;
  #spaces: Numbered<SpaceLine>[] = [];
  #results: Numbered<ResultLine>[] = [];
  #counts: BackupCounts = { spaces: 0, results: 0 };

  constructor(database: Database) {
    this.#database = database;
  }

  get counts(): BackupCounts {
    return this.#counts;
  }

  async add(line: SpaceLine | ResultLine, number: number): Promise<void> {
    if (line.kind === 'space') this.#spaces.push({ line, number });
    else this.#results.push({ line, number });
    if (this.#spaces.length + this.#results.length >= BATCH) await this.flush();
  }

  async flush(): Promise<void> {
    const [newSpaces, newResults] = [this.#spaces, this.#results];
    [this.#spaces, this.#results] = [[], []];
    const last = [...newSpaces, ...newResults].at(-1)?.number ?? 0;
    try {
      if (newSpaces.length > 0) {
        await this.#database.insert(spaces).values(newSpaces.map(({ line }) => line));
      }
      if (newResults.length > 0) {
        const rows = await Promise.all(
          newResults.map(async ({ line, number }) => {
            const { id, space, submittedAt, submitterHash } = line;
            return { ...(await rowOfLine(line, number)), id, space, submittedAt, submitterHash };
          }),
        );
        await this.#database.insert(results).values(rows);
      }
    } catch (thrown) {
      const reason = reasons[sqlStateOf(thrown) ?? ''];
      throw reason === undefined ? thrown : damaged(`line ${last} or shortly before: ${reason}`);
    }
    this.#counts = {
      spaces: this.#counts.spaces + newSpaces.length,
      results: this.#counts.results + newResults.length,
    };
  }
}

const reasons: Readonly<Record<string, string>> = {
  [UNIQUE_VIOLATION]: 'a space or a result is in it twice',
  [FOREIGN_KEY_VIOLATION]: 'a result is of a space that is not in it',
};

function checkAborted(signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw new FlopscopeError('aborted', 'The restore was cancelled; the board is as it was.');
}
