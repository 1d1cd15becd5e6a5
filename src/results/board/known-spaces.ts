// The spaces that this browser was let into, with their tokens, and with those that delete what it submitted. They stay in
// this browser: whoever reads its storage may do what they allow.
import * as v from 'valibot';
import { FlopscopeError } from '../../shared/errors.ts';
import type { Storage } from '../preferences.ts';
import { boardIdSchema, type Right } from './board-documents.ts';
import { boardTokenSchema, rightOfToken } from './board-link.ts';

const KEY = 'flopscope-spaces';

/** Nobody is a member of more teams. */
export const MOST_SPACES = 50;

/** A run a day for a year; of those before, the creator of the space can still delete. */
const MOST_SUBMISSIONS = 400;

/** Far above all of it together. */
const LONGEST_STORED = 4 * 2 ** 20;

const submissionSchema = v.object({
  /** On the board. */
  id: boardIdSchema,
  /** Of the result itself. */
  result: v.pipe(v.string(), v.maxLength(64)),
  deletionToken: v.pipe(v.string(), v.regex(/^fsd_[\w-]{43}$/)),
});

const knownSpaceSchema = v.object({
  id: boardIdSchema,
  /** Empty until the board has told it. */
  name: v.pipe(v.string(), v.maxLength(1000)),
  tokens: v.object({
    read: v.exactOptional(boardTokenSchema),
    write: v.exactOptional(boardTokenSchema),
    creator: v.exactOptional(boardTokenSchema),
  }),
  submissions: v.pipe(v.array(submissionSchema), v.maxLength(MOST_SUBMISSIONS)),
});

export type Submitted = Readonly<v.InferOutput<typeof submissionSchema>>;

export interface KnownSpace {
  readonly id: string;
  readonly name: string;
  readonly tokens: Readonly<Partial<Record<Right, string>>>;
  readonly submissions: readonly Submitted[];
}

/** The strongest first. */
const strengths: readonly Right[] = ['creator', 'write', 'read'];

export function tokensOf({ tokens }: KnownSpace): readonly string[] {
  return strengths.flatMap((right) => tokens[right] ?? []);
}

export class KnownSpaces {
  readonly #storage: Storage | undefined;
  /** What the storage did not take. */
  #unkept: readonly KnownSpace[] | undefined;

  constructor(storage: Storage | undefined = browserStorage()) {
    this.#storage = storage;
  }

  /** Whether they survive a reload. */
  get persistent(): boolean {
    return this.#storage !== undefined && this.#unkept === undefined;
  }

  /** The one that was opened last is the first. */
  list(): readonly KnownSpace[] {
    if (this.#unkept !== undefined) return this.#unkept;
    try {
      const stored = this.#storage?.getItem(KEY) ?? '[]';
      const entries: unknown = stored.length <= LONGEST_STORED ? JSON.parse(stored) : [];
      if (!Array.isArray(entries)) return [];
      // What is damaged is left out, and the others still open.
      return entries
        .slice(0, MOST_SPACES)
        .map((entry: unknown) => v.safeParse(knownSpaceSchema, entry))
        .flatMap(({ success, output }) => (success ? [output] : []));
    } catch {
      return [];
    }
  }

  find(id: string): KnownSpace | undefined {
    return this.list().find((space) => space.id === id);
  }

  /** A token joins those that are known; one of the same right takes its place. @throws FlopscopeError `invalid-input` */
  addToken(id: string, token: string): void {
    const spaces = this.list();
    const known = spaces.find((space) => space.id === id);
    if (known === undefined && spaces.length >= MOST_SPACES) {
      throw new FlopscopeError(
        'invalid-input',
        `This browser knows ${MOST_SPACES} spaces, which is as many as it keeps. Forget one, and open the link again.`,
      );
    }
    const before = known ?? { id, name: '', tokens: {}, submissions: [] };
    const tokens = { ...before.tokens, [rightOfToken(token)]: token };
    this.#keep([{ ...before, tokens }, ...spaces.filter((space) => space.id !== id)]);
  }

  /** @param token one that opens the space no longer. */
  dropToken(id: string, token: string): void {
    this.#change(id, (space) => ({
      ...space,
      tokens: Object.fromEntries(
        Object.entries(space.tokens).filter(([, known]) => known !== token),
      ),
    }));
  }

  rename(id: string, name: string): void {
    if (this.find(id)?.name !== name) this.#change(id, (space) => ({ ...space, name }));
  }

  addSubmission(id: string, submission: Submitted): void {
    this.#change(id, (space) => ({
      ...space,
      submissions: [submission, ...space.submissions].slice(0, MOST_SUBMISSIONS),
    }));
  }

  dropSubmission(id: string, entry: string): void {
    this.#change(id, (space) => ({
      ...space,
      submissions: space.submissions.filter((submission) => submission.id !== entry),
    }));
  }

  forget(id: string): void {
    this.#keep(this.list().filter((space) => space.id !== id));
  }

  /** Undoes `forget`. */
  restore(space: KnownSpace): void {
    this.#keep([space, ...this.list().filter(({ id }) => id !== space.id)]);
  }

  #change(id: string, change: (space: KnownSpace) => KnownSpace): void {
    this.#keep(this.list().map((space) => (space.id === id ? change(space) : space)));
  }

  #keep(spaces: readonly KnownSpace[]): void {
    try {
      if (this.#storage === undefined) this.#unkept = spaces;
      else this.#storage.setItem(KEY, JSON.stringify(spaces));
    } catch {
      // Full or blocked: they are known until the page is closed.
      this.#unkept = spaces;
    }
  }
}

function browserStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
