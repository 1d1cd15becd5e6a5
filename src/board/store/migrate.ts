// Brings a database to this version's tables. Each file runs once, all of them or none; two boards that start at the same
// time on one PostgreSQL wait for each other.
import { sql } from 'drizzle-orm';
import { pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { FlopscopeError } from '../../shared/errors.ts';
import type { Database } from './database.ts';
import spacesAndResults from './migrations/001-spaces-and-results.sql?raw';
import reportsByDevice from './migrations/002-reports-by-device.sql?raw';

const files = [
  ['001-spaces-and-results', spacesAndResults],
  ['002-reports-by-device', reportsByDevice],
] as const;

/** Between the statements of a file, as drizzle-kit writes it: a driver takes one at a time. */
const BREAKPOINT = '--> statement-breakpoint';

/** Any number will do that nothing else in the database locks. */
const LOCK = 0x666c6f70;

const applied = pgTable('migrations', {
  name: text('name').primaryKey(),
  appliedAt: timestamp('applied_at', { withTimezone: true }).notNull().defaultNow(),
});

/** @throws FlopscopeError `newer-document` when a later version of Flopscope has migrated this database. */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.execute(sql`select pg_advisory_xact_lock(${LOCK})`);
    await transaction.execute(
      sql`create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())`,
    );
    const rows = await transaction.select({ name: applied.name }).from(applied);
    const done = new Set(rows.map(({ name }) => name));
    const unknown = [...done].filter((name) => files.every(([known]) => known !== name));
    if (unknown.length > 0) {
      throw new FlopscopeError(
        'newer-document',
        `A later version of Flopscope has written this board (${unknown.join(', ')}). Update Flopscope to serve it.`,
      );
    }
    for (const [name, source] of files) {
      if (done.has(name)) continue;
      for (const statement of source.split(BREAKPOINT)) {
        await transaction.execute(sql.raw(statement));
      }
      await transaction.insert(applied).values({ name });
    }
  });
}
