// The devices of a space with their newest reports: what a comparison is made of.
import { and, desc, eq, inArray, lt, lte, max, type SQL, sql, sum } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from './database.ts';
import { type Entry, entryColumns, type Filter } from './result-store.ts';
import { reportsByDevice, results } from './tables.ts';

interface DeviceFilter extends Omit<Filter, 'device'> {
  /** The ones to compare; all when left out. */
  readonly devices?: readonly string[] | undefined;
}

export interface DeviceQuery extends DeviceFilter {
  /** Devices of a page. */
  readonly limit: number;
  /** Newest reports of each device. */
  readonly reports: number;
  /** `next` of the page before. */
  readonly after?: number | undefined;
}

export interface ReportedDevice {
  readonly device: string;
  /** All that the filter leaves. */
  readonly reports: number;
  /** Newest first, at least one. */
  readonly newest: readonly [Entry, ...Entry[]];
}

export interface DevicePage {
  readonly devices: readonly ReportedDevice[];
  /** For `after`; undefined on the last page. */
  readonly next: number | undefined;
}

export class DeviceStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The most recently submitted to first. */
  async list(space: string, query: DeviceQuery): Promise<DevicePage> {
    // One more than asked for tells whether there is another page.
    const found = await this.devicesQuery(space, { ...query, limit: query.limit + 1 });
    const page = found.slice(0, query.limit);
    const entries = page.length === 0 ? [] : await this.#newestOf(space, query, page);
    return {
      devices: page.flatMap(({ device, reports }) => {
        const [first, ...others] = entries.filter((entry) => entry.device === device);
        // Deleted between the two queries.
        return first === undefined ? [] : [{ device, reports, newest: [first, ...others] }];
      }),
      next: found.length > page.length ? page.at(-1)?.newest : undefined,
    };
  }

  /** A device stands where the newest of its reports does. It has a few rows, by suite, host and kind of adapter. */
  devicesQuery(space: string, { limit, after, ...filter }: DeviceQuery) {
    const kind = reportsByDevice;
    const newest = max(kind.newest);
    return this.#database
      .select({
        device: kind.device,
        newest: newest.mapWith(Number).as('newest_of_device'),
        reports: sum(kind.reports).mapWith(Number).as('all_reports'),
      })
      .from(kind)
      .where(kept(kind, space, filter))
      .groupBy(kind.device)
      .having(after === undefined ? undefined : lt(newest, after))
      .orderBy(desc(newest))
      .limit(limit);
  }

  /** The newest of each kind by its index, then the newest of those of each device. */
  entriesQuery(space: string, { reports, ...filter }: DeviceQuery) {
    const kind = reportsByDevice;
    const ofKind = this.#database
      .select({ sequence: results.sequence })
      .from(results)
      .where(
        and(
          eq(results.space, kind.space),
          eq(results.device, kind.device),
          eq(results.suite, kind.suite),
          eq(results.host, kind.host),
          eq(results.softwareAdapter, kind.softwareAdapter),
        ),
      )
      .orderBy(desc(results.sequence))
      .limit(reports)
      .as('of_kind');
    const rank = sql<number>`row_number() over (partition by ${kind.device} order by ${ofKind.sequence} desc)`;
    const ranked = this.#database
      .select({ sequence: ofKind.sequence, rank: rank.as('rank') })
      .from(kind)
      .crossJoinLateral(ofKind)
      .where(kept(kind, space, filter))
      .as('ranked');
    const newest = this.#database
      .select({ sequence: ranked.sequence })
      .from(ranked)
      .where(lte(ranked.rank, reports));
    return this.#database
      .select(entryColumns)
      .from(results)
      .where(inArray(results.sequence, newest))
      .orderBy(desc(results.sequence));
  }

  #newestOf(
    space: string,
    query: DeviceQuery,
    page: readonly { readonly device: string }[],
  ): Promise<readonly Entry[]> {
    return this.entriesQuery(space, { ...query, devices: page.map(({ device }) => device) });
  }
}

function kept(
  kind: Readonly<Record<'space' | 'suite' | 'device' | 'softwareAdapter' | 'host', PgColumn>>,
  space: string,
  { suite, devices, software, host }: DeviceFilter,
): SQL | undefined {
  return and(
    eq(kind.space, space),
    suite === undefined ? undefined : eq(kind.suite, suite),
    devices === undefined ? undefined : inArray(kind.device, [...devices]),
    software === undefined ? undefined : eq(kind.softwareAdapter, software),
    host === undefined ? undefined : eq(kind.host, host),
  );
}
