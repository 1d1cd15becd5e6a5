// Team spaces: a name and the hashes of three tokens.
import { eq, sum } from 'drizzle-orm';
import { createId, createToken } from '../tokens.ts';
import type { Database } from './database.ts';
import { reportsByDevice, results, spaces } from './tables.ts';

export type Space = Readonly<typeof spaces.$inferSelect>;

/** The links to a space that its creator can replace. */
export type LinkKind = 'read' | 'write';

export interface CreatedSpace {
  readonly id: string;
  readonly name: string;
  readonly readToken: string;
  readonly writeToken: string;
  readonly creatorToken: string;
}

export class SpaceStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The tokens are told here and never again. */
  async create(name: string): Promise<CreatedSpace> {
    const [read, write, creator] = [
      createToken('read'),
      createToken('write'),
      createToken('creator'),
    ];
    const id = createId();
    await this.#database
      .insert(spaces)
      .values({ id, name, readHash: read.hash, writeHash: write.hash, creatorHash: creator.hash });
    return {
      id,
      name,
      readToken: read.token,
      writeToken: write.token,
      creatorToken: creator.token,
    };
  }

  async find(id: string): Promise<Space | undefined> {
    const [space] = await this.#database.select().from(spaces).where(eq(spaces.id, id));
    return space;
  }

  async countResults(id: string): Promise<number> {
    const [row] = await this.#database
      .select({ results: sum(reportsByDevice.reports).mapWith(Number) })
      .from(reportsByDevice)
      .where(eq(reportsByDevice.space, id));
    // The sum of nothing is null.
    return row?.results ?? 0;
  }

  /** The old links end at once. */
  async rotate(
    id: string,
    links: readonly LinkKind[],
  ): Promise<Readonly<{ readToken?: string; writeToken?: string }>> {
    const read = links.includes('read') ? createToken('read') : undefined;
    const write = links.includes('write') ? createToken('write') : undefined;
    await this.#database
      .update(spaces)
      .set({
        ...(read === undefined ? {} : { readHash: read.hash }),
        ...(write === undefined ? {} : { writeHash: write.hash }),
      })
      .where(eq(spaces.id, id));
    return {
      ...(read === undefined ? {} : { readToken: read.token }),
      ...(write === undefined ? {} : { writeToken: write.token }),
    };
  }

  /** With all its results. */
  async remove(id: string): Promise<void> {
    await this.#database.transaction(async (transaction) => {
      // Submissions that are on their way end first, or find no space any more.
      await transaction
        .select({ id: spaces.id })
        .from(spaces)
        .where(eq(spaces.id, id))
        .for('update');
      await transaction.delete(results).where(eq(results.space, id));
      await transaction.delete(spaces).where(eq(spaces.id, id));
    });
  }
}
