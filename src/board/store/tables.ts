// The tables as drizzle knows them. The SQL files of migrations/ make them, the same for PGlite and PostgreSQL.
import {
  bigint,
  boolean,
  customType,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import type { Summary } from '../../results/link/summary.ts';

const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const spaces = pgTable('spaces', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** SHA-256 of tokens: who reads the database can use none. */
  readHash: bytes('read_hash').notNull(),
  writeHash: bytes('write_hash').notNull(),
  creatorHash: bytes('creator_hash').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
});

export const results = pgTable('results', {
  /** Order of submission, the key of pagination. */
  sequence: bigint('sequence', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  id: text('id').notNull(),
  space: text('space').notNull(),
  /** The result's own id: a result is on a space's board once. */
  documentId: text('document_id').notNull(),
  submitterHash: bytes('submitter_hash').notNull(),
  submittedAt: moment('submitted_at').notNull().defaultNow(),
  createdAt: moment('created_at').notNull(),
  /** Hash of `deviceKey`, which may be longer than an index takes. */
  device: text('device').notNull(),
  deviceName: text('device_name').notNull(),
  suite: text('suite').notNull(),
  suiteVersion: text('suite_version').notNull(),
  schemaVersion: integer('schema_version').notNull(),
  softwareAdapter: boolean('software_adapter').notNull(),
  host: text('host').notNull(),
  runtime: text('runtime').notNull(),
  /** `json`, not `jsonb`: that refuses an escaped NUL, which a label may hold. */
  summary: json('summary').$type<Summary>().notNull(),
  /** The whole result, gzip. */
  document: bytes('document').notNull(),
});

/** Kept by triggers of `results`: how many reports a device has of each kind that lists are filtered by. */
export const reportsByDevice = pgTable(
  'reports_by_device',
  {
    space: text('space').notNull(),
    device: text('device').notNull(),
    suite: text('suite').notNull(),
    host: text('host').notNull(),
    softwareAdapter: boolean('software_adapter').notNull(),
    reports: integer('reports').notNull(),
    /** `sequence` of the newest. */
    newest: bigint('newest', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.space, table.device, table.suite, table.host, table.softwareAdapter],
    }),
  ],
);
