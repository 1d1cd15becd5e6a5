// The tokens that delete what was submitted from here, a file for each: a board tells them once.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { boardIdSchema } from '../../results/board/board-documents.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { dataFolder } from '../data-folder.ts';

const keptSchema = v.object({
  base: v.pipe(v.string(), v.url(), v.maxLength(2000)),
  space: boardIdSchema,
  id: boardIdSchema,
  deletionToken: v.pipe(v.string(), v.regex(/^fsd_[\w-]{43}$/)),
});

/** What deleting a submitted result takes. */
export type KeptToken = v.InferOutput<typeof keptSchema>;

/** @param folder of tokens alone. */
export class DeletionTokens {
  readonly #folder: string;

  constructor(folder = join(dataFolder(), 'submitted')) {
    this.#folder = folder;
  }

  /** Readable by this user alone: whoever has a token can delete. */
  async keep(kept: KeptToken): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await writeFile(this.#pathOf(kept.id), `${JSON.stringify(kept)}\n`, { mode: 0o600 });
  }

  /** @throws FlopscopeError `unknown-name` when none is kept here for that id. */
  async find(id: string): Promise<KeptToken> {
    if (!v.safeParse(boardIdSchema, id).success) {
      throw new FlopscopeError(
        'invalid-input',
        `"${id}" is no id of a submitted result, which has 16 letters, digits, - and _. "flopscope submit" printed it.`,
      );
    }
    const path = this.#pathOf(id);
    const text = await readFile(path, 'utf8').catch((cause: unknown) => {
      throw new FlopscopeError(
        'unknown-name',
        `No token that deletes "${id}" is kept in ${this.#folder}: it was submitted from another machine or by another user. Delete it from there, or ask whoever made the space.`,
        { cause },
      );
    });
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), keptSchema), text);
    if (parsed.success) return parsed.output;
    throw new FlopscopeError(
      'invalid-document',
      `The token in ${path} is damaged. Ask whoever made the space to delete the result.`,
    );
  }

  async forget(id: string): Promise<void> {
    await rm(this.#pathOf(id), { force: true });
  }

  #pathOf(id: string): string {
    return join(this.#folder, `${id}.json`);
  }
}
