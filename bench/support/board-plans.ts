// How the database answers a question: the plans of the queries that its path leads to, as the database tells them.
import { type SQL, sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { Board } from '../../src/board/api/board.ts';
import { devicesQuerySchema, listQuerySchema } from '../../src/board/api/schemas.ts';
import type { Database } from '../../src/board/store/database.ts';
import type { Filled } from './board-fill.ts';
import { rowsOf } from './board-rows.ts';

export interface Plan {
  readonly path: string;
  readonly text: string;
}

/** @param path below /api/v1. @returns undefined where the path reads one row by its key. */
export async function planOf(
  path: string,
  board: Board,
  { database, filled }: { readonly database: Database; readonly filled: Filled },
): Promise<Plan | undefined> {
  const queries = await queriesOf(new URL(path, 'http://board'), board, filled);
  if (queries.length === 0) return undefined;
  const texts: string[] = [];
  for (const query of queries) {
    const rows = await rowsOf(database, sql`explain (analyze, buffers, timing off) ${query}`);
    texts.push(rows.map((row) => String(Object.values(row)[0])).join('\n'));
  }
  return { path: path.replace(filled.space.id, '…'), text: texts.join('\n\n') };
}

async function queriesOf(
  url: URL,
  { results, devices }: Board,
  { space }: Filled,
): Promise<readonly SQL[]> {
  const query = Object.fromEntries(url.searchParams);
  if (url.pathname.endsWith('/results')) {
    const { limit, ...page } = v.parse(listQuerySchema, query);
    return [results.listQuery(space.id, { ...page, limit: limit + 1 }).getSQL()];
  }
  if (url.pathname.endsWith('/devices')) {
    const { device, ...rest } = v.parse(devicesQuerySchema, query);
    const page = { ...rest, devices: device };
    // The second query asks for the devices that the first one found.
    const found = (await devices.list(space.id, page)).devices.map((each) => each.device);
    return [
      devices.devicesQuery(space.id, page).getSQL(),
      devices.entriesQuery(space.id, { ...page, devices: found }).getSQL(),
    ];
  }
  return [];
}
