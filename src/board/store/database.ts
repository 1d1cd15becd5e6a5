// What the board needs of a database: PGlite and PostgreSQL are both one.
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

export type Database = PgDatabase<PgQueryResultHKT>;

export interface OpenDatabase {
  readonly database: Database;
  readonly close: () => Promise<void>;
}
