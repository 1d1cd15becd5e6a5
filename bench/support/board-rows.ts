// The rows of a query in SQL. Both drivers answer with rows; their common type does not say so.
import type { SQL } from 'drizzle-orm';
import type { Database } from '../../src/board/store/database.ts';

export async function rowsOf(
  database: Database,
  query: SQL,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { rows } = (await database.execute(query)) as { rows: Record<string, unknown>[] };
  return rows;
}
