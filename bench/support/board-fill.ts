// Fills spaces with as many results as a large team has in years: real rows, made by the board's own code of real results, and
// multiplied in the database with other devices, suites and hosts. The spaces take turns, as they do in life, so that the rows
// of one lie scattered among those of the others.
import { sql } from 'drizzle-orm';
import type { Board } from '../../src/board/api/board.ts';
import type { Database } from '../../src/board/store/database.ts';
import type { CreatedSpace } from '../../src/board/store/space-store.ts';
import { realProfiles } from '../../test/support/real-profiles.ts';
import { rowsOf } from './board-rows.ts';

/** Quick runs: 36 to 67 kB of text, and summaries as long as they get. */
const LARGEST_BYTES = 100_000;

/** The one that is measured, and others so that an index has something to choose from. */
const SPACES = 3;

/** With some squared chance: the first is reported most, the last in one of some thousand results. */
const DEVICES = 300;

/** Of one statement, whose rows the database holds together. */
const CHUNK = 3000;

/** Whatever way the database draws numbers, it draws the same in each run. */
const SEED = 0.8;

export interface Filled {
  /** One of those that were filled. */
  readonly space: CreatedSpace;
  readonly results: number;
  /** The most and the least reported devices. */
  readonly devices: readonly string[];
  /** From the first to the last of the order of submission. */
  readonly sequences: readonly [number, number];
  /** Ids of some results all over the space. */
  readonly ids: readonly string[];
}

/** @param size results of each space. */
export async function fillBoard(board: Board, database: Database, size: number): Promise<Filled> {
  const templates = await submitTemplates(board);
  const spaces: CreatedSpace[] = [];
  for (let count = 0; count < SPACES; count++) {
    spaces.push(await board.spaces.create(`Team ${count + 1}`));
  }
  const [space] = spaces;
  if (space === undefined) throw new Error('There is no space to measure.');
  await database.transaction(async (transaction) => {
    await transaction.execute(sql`select setseed(${SEED})`);
    const all = size * SPACES;
    for (let from = 0; from < all; from += CHUNK) {
      await multiply(transaction, { templates, spaces, from, to: Math.min(all, from + CHUNK) });
    }
  });
  return { space, results: size, ...(await describe(database, space.id)) };
}

async function submitTemplates(board: Board): Promise<CreatedSpace> {
  const space = await board.spaces.create('Real results');
  for (const { profile } of realProfiles()) {
    if (JSON.stringify(profile).length <= LARGEST_BYTES)
      await board.results.submit(space.id, profile);
  }
  return space;
}

interface Multiplication {
  readonly templates: CreatedSpace;
  readonly spaces: readonly CreatedSpace[];
  readonly from: number;
  readonly to: number;
}

/** Nodes have no software adapter here, so that one pair of filters leaves nothing: the longest search. */
async function multiply(
  database: Database,
  { templates, spaces, from, to }: Multiplication,
): Promise<void> {
  const ids = sql.join(
    spaces.map(({ id }) => sql`${id}::text`),
    sql`, `,
  );
  await database.execute(sql`
    with drawn as materialized (
      select n, random() as of_suite, random() as of_host, random() as of_adapter,
        floor(${DEVICES}::integer * power(random(), 2))::integer as device
      from generate_series(${from}::integer, ${to - 1}::integer) as n
    ), template as materialized (
      select *, row_number() over (order by sequence) - 1 as rank, count(*) over () as templates
      from results where space = ${templates.id}
    )
    insert into results (id, space, document_id, submitter_hash, submitted_at, created_at, device, device_name, suite,
      suite_version, schema_version, software_adapter, host, runtime, summary, document)
    select substr(md5('result' || n), 1, 16), (array[${ids}])[1 + n % ${SPACES}::integer], md5('document' || n), submitter_hash,
      now() - (${to}::integer - n) * interval '1 second', created_at,
      translate(rtrim(encode(sha256(convert_to('device' || drawn.device, 'UTF8')), 'base64'), '='), '+/', '-_'),
      'Device ' || drawn.device,
      case when of_suite < 0.6 then 'quick' when of_suite < 0.8 then 'full' when of_suite < 0.95 then 'training'
        when of_suite < 0.99 then 'shrink' else 'sustained' end,
      suite_version, schema_version, of_host >= 0.2 and of_adapter < 0.1,
      case when of_host < 0.2 then 'node' else 'browser' end, runtime, summary, document
    from drawn join template on template.rank = n % template.templates
    order by n`);
}

async function describe(
  database: Database,
  space: string,
): Promise<Pick<Filled, 'devices' | 'sequences' | 'ids'>> {
  const devices = await rowsOf(
    database,
    sql`select device from results where space = ${space} group by device order by count(*) desc, device`,
  );
  const [ends] = await rowsOf(
    database,
    sql`select min(sequence) as first, max(sequence) as last from results where space = ${space}`,
  );
  const ids = await rowsOf(
    database,
    sql`select id from results where space = ${space} order by id limit 1000`,
  );
  return {
    devices: devices.map(({ device }) => String(device)),
    sequences: [Number(ends?.['first']), Number(ends?.['last'])],
    ids: ids.map(({ id }) => String(id)),
  };
}
