// Opens the embedded database of a folder, or a PostgreSQL server, and brings either to this version's tables.
import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle as onServer } from 'drizzle-orm/node-postgres';
import { drizzle as embedded } from 'drizzle-orm/pglite';
import { Pool } from 'pg';
import { answerVisits } from '../backup/backup-visit.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { OpenDatabase } from './database.ts';
import { embeddedBytes } from './embedded-bytes.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { makeFolder } from './make-folder.ts';
import { migrate } from './migrate.ts';

/** In the data folder. */
const DATABASE = 'database';

/** Where a board keeps everything. */
export interface BoardPlace {
  readonly dataFolder: string;
  /** A PostgreSQL server instead of the folder. */
  readonly databaseUrl: string | undefined;
}

/** @throws FlopscopeError as `openFolder` and `openServer`. */
export function openPlace({ dataFolder, databaseUrl }: BoardPlace): Promise<OpenDatabase> {
  return databaseUrl === undefined ? openFolder(dataFolder) : openServer(databaseUrl);
}

/** @throws FlopscopeError `invalid-input` when the folder cannot be used or another process holds it. */
export async function openFolder(folder: string): Promise<OpenDatabase> {
  const { path, lock } = await takeFolder(folder);
  try {
    const client = await PGlite.create(join(path, DATABASE), embeddedBytes);
    const opened = await openEmbedded(client, lock.release);
    const endVisits = answerVisits(lock, opened.database);
    return {
      ...opened,
      close: async () => {
        endVisits();
        await opened.close();
      },
    };
  } catch (thrown) {
    await lock.release();
    if (thrown instanceof FlopscopeError) throw thrown;
    throw new FlopscopeError(
      'invalid-input',
      `The board in "${folder}" cannot be opened: ${reasonOf(thrown)}. Choose another folder with --data.`,
      { cause: thrown },
    );
  }
}

/** In memory, gone with the process. */
export async function openMemory(): Promise<OpenDatabase> {
  return openEmbedded(await PGlite.create(embeddedBytes), () => Promise.resolve());
}

/** @throws FlopscopeError `invalid-input` when the server cannot be reached. */
export async function openServer(url: string): Promise<OpenDatabase> {
  const pool = new Pool({ connectionString: url });
  // An idle connection that breaks is replaced at the next query, which tells what is wrong.
  pool.on('error', () => undefined);
  try {
    const database = onServer(pool);
    await migrate(database);
    return { database, close: () => pool.end() };
  } catch (thrown) {
    await pool.end();
    if (thrown instanceof FlopscopeError) throw thrown;
    throw new FlopscopeError(
      'invalid-input',
      `The database that DATABASE_URL names cannot be used: ${reasonOf(thrown)}. Check the address, the user and the password.`,
      { cause: thrown },
    );
  }
}

/** @returns the real path of a data folder that holds a board; undefined where none does. */
export async function findBoard(folder: string): Promise<string | undefined> {
  if (!existsSync(join(folder, DATABASE))) return undefined;
  return realpath(folder);
}

/**
 * PGlite has no autovacuum, which would tell the planner how many rows there are: it takes thousands for a few, fetches all of
 * them and sorts. Every list is in the order of an index, so that reading along it ends with the page.
 */
const PLAN_BY_ORDER = 'set enable_bitmapscan = off';

async function openEmbedded(client: PGlite, release: () => Promise<void>): Promise<OpenDatabase> {
  const database = embedded(client);
  const close = async (): Promise<void> => {
    await client.close();
    await release();
  };
  try {
    await client.exec(PLAN_BY_ORDER);
    await migrate(database);
  } catch (thrown) {
    await client.close();
    throw thrown;
  }
  return { database, close };
}

async function takeFolder(folder: string): Promise<{ path: string; lock: FolderLock }> {
  try {
    // Tokens are hashed, results are not: nobody else on the machine reads them.
    await makeFolder(folder, 0o700);
    const path = await realpath(folder);
    return { path, lock: await lockFolder(path) };
  } catch (thrown) {
    if (thrown instanceof FlopscopeError) throw thrown;
    throw new FlopscopeError(
      'invalid-input',
      `The data folder "${folder}" cannot be used: ${reasonOf(thrown)}. Choose another with --data.`,
      { cause: thrown },
    );
  }
}

/** Drizzle wraps what went wrong into the text of its query. */
function reasonOf(thrown: unknown): string {
  const { cause } = thrown instanceof Error ? thrown : {};
  const root = cause ?? thrown;
  return root instanceof Error ? root.message : String(root);
}
