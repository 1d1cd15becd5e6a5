import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../../test/support/test-database.ts';
import type { OpenDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { type Filter, ResultStore } from './result-store.ts';

/** PGlite takes two seconds to start, and more beside other work. */
const START_MS = 60_000;

let opened: OpenDatabase;

beforeAll(async () => {
  opened = await openTestDatabase();
}, START_MS);

afterAll(() => opened.close());

async function rows(query: ReturnType<typeof sql>): Promise<readonly Record<string, unknown>[]> {
  // Both drivers answer with rows; their common type does not say so.
  const { rows } = (await opened.database.execute(query)) as { rows: Record<string, unknown>[] };
  return rows;
}

describe('migrations', () => {
  it('run once, however often the board starts', async () => {
    await migrate(opened.database);
    await migrate(opened.database);
    expect(await rows(sql`select name from migrations`)).toEqual([
      { name: '001-spaces-and-results' },
      { name: '002-reports-by-device' },
    ]);
  });

  it('refuse a database of a later version', async () => {
    await opened.database.execute(sql`insert into migrations (name) values ('999-later')`);
    await expect(migrate(opened.database)).rejects.toThrow(/later version.*999-later/);
    await opened.database.execute(sql`delete from migrations where name = '999-later'`);
    await migrate(opened.database);
  });
});

describe('the queries of lists', () => {
  const space = 'space-000000000a';

  beforeAll(async () => {
    for (const id of [space, 'space-000000000b']) {
      await opened.database.execute(
        sql`insert into spaces (id, name, read_hash, write_hash, creator_hash) values (${id}, 'x', '', '', '')`,
      );
      await opened.database.execute(sql`
        insert into results (id, space, document_id, submitter_hash, created_at, device, device_name, suite,
          suite_version, schema_version, software_adapter, host, runtime, summary, document)
        select ${id}::text || n, ${id}, n::text, '', now(), 'device' || n % 50, 'x',
          (array['quick', 'full', 'training'])[1 + n % 3], '1', 1, n % 10 = 0,
          case when n % 20 = 0 then 'node' else 'browser' end, 'x', '{}', ''
        from generate_series(1, 2000) n`);
    }
    await opened.database.execute(sql`analyze results`);
  });

  const filters: readonly Filter[] = [
    {},
    { suite: 'full' },
    { device: 'device7' },
    { software: true },
    { host: 'node' },
    { suite: 'quick', device: 'device7', software: false, host: 'browser' },
  ];

  it.each(filters)('walk an index: %j', async (filter) => {
    const store = new ResultStore(opened.database);
    for (const before of [undefined, 3000]) {
      const query = store.listQuery(space, { ...filter, limit: 50, before }).getSQL();
      const plan = (await rows(sql`explain ${query}`)).map((row) => Object.values(row)).join('\n');
      expect(plan).toMatch(/Index Scan|Bitmap Index Scan/);
      expect(plan).not.toContain('Seq Scan');
    }
  });
});
