// The results of spaces. Every query names its space: there is no way to ask across them.
import { and, desc, eq, lt, type SQL, sql } from 'drizzle-orm';
import type { DeviceProfile, SuiteId } from '../../shared/result/schema.ts';
import { createId, createToken } from '../tokens.ts';
import type { Database } from './database.ts';
import { documentOf, rowOf } from './result-rows.ts';
import { FOREIGN_KEY_VIOLATION, sqlStateOf } from './sql-state.ts';
import { results } from './tables.ts';

export interface Filter {
  readonly suite?: SuiteId | undefined;
  readonly device?: string | undefined;
  readonly software?: boolean | undefined;
  readonly host?: 'browser' | 'node' | undefined;
}

export interface Page extends Filter {
  readonly limit: number;
  /** Only what was submitted before this one of the order of submission. */
  readonly before?: number | undefined;
}

/** What an entry is made of. */
export const entryColumns = {
  sequence: results.sequence,
  id: results.id,
  submittedAt: results.submittedAt,
  device: results.device,
  deviceName: results.deviceName,
  summary: sql<string>`${results.summary}::text`.as('summary_text'),
} as const;

export interface Entry {
  readonly sequence: number;
  readonly id: string;
  readonly submittedAt: Date;
  readonly device: string;
  readonly deviceName: string;
  /** JSON text: it leaves as it was stored, without being read on the way. */
  readonly summary: string;
}

export type Submission =
  | { readonly kind: 'stored'; readonly entry: Entry; readonly deletionToken: string }
  | { readonly kind: 'already-there'; readonly id: string }
  | { readonly kind: 'no-space' };

export class ResultStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Returns when the database has it for good.
   * @throws FlopscopeError `invalid-document` as `rowOf`.
   */
  async submit(space: string, profile: DeviceProfile): Promise<Submission> {
    const row = await rowOf(profile);
    const { token, hash } = createToken('submitter');
    const inserted = await this.#insert({ ...row, id: createId(), space, submitterHash: hash });
    if (inserted === 'no-space') return { kind: 'no-space' };
    const [entry] = inserted;
    if (entry !== undefined) return { kind: 'stored', entry, deletionToken: token };
    const [known] = await this.#database
      .select({ id: results.id })
      .from(results)
      .where(and(eq(results.space, space), eq(results.documentId, row.documentId)));
    // Deleted between the two: the second try finds room.
    return known === undefined
      ? this.submit(space, profile)
      : { kind: 'already-there', id: known.id };
  }

  /** @returns nothing when it is there already. */
  async #insert(row: typeof results.$inferInsert): Promise<readonly Entry[] | 'no-space'> {
    try {
      return await this.#database
        .insert(results)
        .values(row)
        .onConflictDoNothing({ target: [results.space, results.documentId] })
        .returning(entryColumns);
    } catch (thrown) {
      // The space was deleted after its token had opened it.
      if (sqlStateOf(thrown) === FOREIGN_KEY_VIOLATION) return 'no-space';
      throw thrown;
    }
  }

  /** Newest first. */
  list(space: string, page: Page): Promise<readonly Entry[]> {
    return this.listQuery(space, page);
  }

  /** The query itself, so that its plan can be looked at. */
  listQuery(space: string, { limit, before, suite, device, software, host }: Page) {
    const conditions: (SQL | undefined)[] = [
      eq(results.space, space),
      before === undefined ? undefined : lt(results.sequence, before),
      suite === undefined ? undefined : eq(results.suite, suite),
      device === undefined ? undefined : eq(results.device, device),
      software === undefined ? undefined : eq(results.softwareAdapter, software),
      host === undefined ? undefined : eq(results.host, host),
    ];
    return this.#database
      .select(entryColumns)
      .from(results)
      .where(and(...conditions))
      .orderBy(desc(results.sequence))
      .limit(limit);
  }

  /** The whole result as JSON text. */
  async document(space: string, id: string): Promise<string | undefined> {
    const [row] = await this.#database
      .select({ document: results.document })
      .from(results)
      .where(and(eq(results.space, space), eq(results.id, id)));
    return row && documentOf(row.document);
  }

  async submitterHash(space: string, id: string): Promise<Uint8Array | undefined> {
    const [row] = await this.#database
      .select({ hash: results.submitterHash })
      .from(results)
      .where(and(eq(results.space, space), eq(results.id, id)));
    return row?.hash;
  }

  async remove(space: string, id: string): Promise<void> {
    await this.#database.delete(results).where(and(eq(results.space, space), eq(results.id, id)));
  }
}
