// The board behind this page: whether there is one, the spaces that this browser knows, and the one that is open. It lives as
// long as the lab's session, so that what it holds is there in every view.
import * as v from 'valibot';
import { boardIdSchema, type Right } from '../../../results/board/board-documents.ts';
import { boardTokenSchema, parseBoardLink } from '../../../results/board/board-link.ts';
import { findBoard } from '../../../results/board/find-board.ts';
import { type KnownSpace, KnownSpaces } from '../../../results/board/known-spaces.ts';
import {
  createSpace,
  type ResultFilter,
  type Submission,
} from '../../../results/board/space-client.ts';
import { asFlopscopeError, FlopscopeError } from '../../../shared/errors.ts';
import type { DeviceProfile } from '../../../shared/result/schema.ts';
import type { LabSession } from '../../session/lab-session.ts';
import type { BoardResult } from '../../session/opened-result.ts';
import { OpenSpace } from './open-space.ts';

export type Presence =
  | { readonly kind: 'looking' }
  | { readonly kind: 'there' }
  /** The page is served without a board. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly error: FlopscopeError };

export class BoardSession extends EventTarget {
  /** Of the page, which is the board's: other origins are out of its reach. */
  readonly base = new URL('.', location.href).href;
  readonly known = new KnownSpaces();
  presence: Presence = { kind: 'looking' };
  /** Undefined where the address names none. */
  space: OpenSpace | undefined;
  /** What is wrong with the link that was opened last. */
  linkFailure: string | undefined;
  /** Can be had back. */
  forgotten: KnownSpace | undefined;
  /** Just made: its links have not been passed on yet. */
  made: string | undefined;
  /** What became of a space, as a sentence. */
  said = '';

  readonly #lab: LabSession;
  readonly #results = new Map<string, BoardResult>();
  /** The space of the address at which it was said what is wrong with a link. */
  #failedAt: string | undefined;
  #asked = false;
  #attended = false;

  constructor(lab: LabSession) {
    super();
    this.#lab = lab;
    document.addEventListener('visibilitychange', this.#look);
  }

  /** Somebody looks at what the address names. Without a space nobody looks at any. */
  attend(id: string | undefined, filter: ResultFilter): void {
    this.#attended = true;
    if (id !== this.#failedAt) this.linkFailure = undefined;
    if (id === undefined) {
      this.#close();
      return;
    }
    if (this.space?.id === id) {
      this.space.show(filter);
    } else {
      this.#close();
      if (!v.is(boardIdSchema, id)) {
        this.#fail(
          id,
          'The space in this address is damaged. Open the link that you were given again.',
        );
        return;
      }
      this.space = new OpenSpace(this.base, id, this.known, filter);
      this.space.addEventListener('change', this.#follow);
      void this.find();
    }
    this.#look();
  }

  /** Nobody looks any more. */
  rest(): void {
    this.#attended = false;
    this.#look();
  }

  async find(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    this.presence = { kind: 'looking' };
    this.#changed();
    try {
      this.presence = { kind: (await findBoard(this.base)) ? 'there' : 'absent' };
    } catch (thrown) {
      this.presence = { kind: 'failed', error: asFlopscopeError(thrown) };
      this.#asked = false;
    }
    this.#look();
    this.#changed();
  }

  /** What a link of this board brings. @returns whether it can be used. */
  take(space: string, token: string): boolean {
    this.linkFailure = undefined;
    try {
      if (!v.is(boardIdSchema, space) || !v.is(boardTokenSchema, token)) {
        throw new FlopscopeError(
          'invalid-input',
          'This link is damaged. Copy it whole from where you were given it, and open it again.',
        );
      }
      this.known.addToken(space, token);
      if (this.space?.id === space) this.space.reopen();
      this.#changed();
      return true;
    } catch (thrown) {
      this.#fail(space === '' ? undefined : space, asFlopscopeError(thrown).message);
      return false;
    }
  }

  /** @returns the space of a link that was pasted; undefined where the link is of no use here. */
  open(text: string): string | undefined {
    try {
      const { base, space, token } = parseBoardLink(text);
      if (base !== this.base) {
        throw new FlopscopeError(
          'invalid-input',
          `This link is of another board, ${new URL(base).host}: open it in the browser’s address bar.`,
        );
      }
      return this.take(space, token) ? space : undefined;
    } catch (thrown) {
      this.#fail(this.space?.id, asFlopscopeError(thrown).message);
      return undefined;
    }
  }

  /** @returns its id. @throws FlopscopeError as `createSpace`. */
  async create(name: string): Promise<string> {
    const { id, readToken, writeToken, creatorToken } = await createSpace(this.base, name);
    for (const token of [readToken, writeToken, creatorToken]) this.known.addToken(id, token);
    this.known.rename(id, name);
    this.made = id;
    this.#changed();
    return id;
  }

  forget(space: KnownSpace): void {
    this.known.forget(space.id);
    this.forgotten = space;
    this.said = '';
    this.#changed();
  }

  undoForgetting(): void {
    if (this.forgotten === undefined) return;
    this.known.restore(this.forgotten);
    this.forgotten = undefined;
    this.#changed();
  }

  /** @throws FlopscopeError as `SpaceClient.submit`. */
  async submit(space: OpenSpace, profile: DeviceProfile, signal: AbortSignal): Promise<Submission> {
    const submission = await space.client.submit(profile, signal);
    if (submission.kind === 'stored') {
      const { id, deletionToken } = submission;
      this.known.addSubmission(space.id, { id, result: profile.id, deletionToken });
      this.#changed();
    }
    return submission;
  }

  /** A result that was sent from here, or any by the creator. @throws FlopscopeError as `SpaceClient.remove`. */
  async remove(space: OpenSpace, entry: string): Promise<void> {
    const { submissions = [] } = this.known.find(space.id) ?? {};
    const own = submissions.find(({ id }) => id === entry);
    await space.client.remove(entry, own?.deletionToken ?? space.client.link.token);
    this.known.dropSubmission(space.id, entry);
    space.drop(entry);
  }

  /** For the creator. @throws FlopscopeError as `SpaceClient.rotate`. */
  async replaceLinks(space: OpenSpace, links: readonly Exclude<Right, 'creator'>[]): Promise<void> {
    const { readToken, writeToken } = await space.client.rotate(links);
    for (const token of [readToken, writeToken]) {
      if (token !== undefined) this.known.addToken(space.id, token);
    }
    this.#changed();
  }

  /** For the creator. @throws FlopscopeError as `SpaceClient.removeSpace`. */
  async deleteSpace(space: OpenSpace): Promise<void> {
    const { client, name } = space;
    // The board ends what watches it, which is no news here.
    space.rest();
    try {
      await client.removeSpace();
    } catch (thrown) {
      space.watch();
      throw thrown;
    }
    this.said = `“${name}” and its results are deleted.`;
    this.known.forget(space.id);
    this.#close();
  }

  #close(): void {
    const { space } = this;
    if (space === undefined) return;
    space.removeEventListener('change', this.#follow);
    space.rest();
    this.space = undefined;
    this.#results.clear();
    this.#lab.layOutSpace([]);
    this.#changed();
  }

  readonly #look = (): void => {
    const isLookedAt = this.#attended && document.visibilityState === 'visible';
    if (isLookedAt && this.presence.kind !== 'absent') this.space?.watch();
    else this.space?.rest();
  };

  readonly #follow = (): void => {
    const { space } = this;
    if (space === undefined) return;
    const results = this.#resultsOf(space);
    const shown = this.#lab.opened.filter(({ kind }) => kind === 'board');
    const isSame =
      shown.length === results.length && results.every((each, index) => each === shown[index]);
    if (!isSame) this.#lab.layOutSpace(results);
    this.#changed();
  };

  /** The newest of each device, as something to lay beside one's own. */
  #resultsOf(space: OpenSpace): readonly BoardResult[] {
    if (space.state.kind !== 'open') return [];
    const { contents } = space.state;
    const newest = contents.devices.flatMap((device) => device.newest);
    const ids = new Set(newest.map(({ id }) => id));
    return [...newest, ...space.beside.filter(({ id }) => !ids.has(id))].map((entry) => {
      const isNew = space.fresh.has(entry.id);
      const profile = space.profiles.get(entry.id);
      const known = this.#results.get(entry.id);
      if (known?.entry === entry && known.isNew === isNew && known.profile === profile) {
        return known;
      }
      const result: BoardResult = {
        kind: 'board',
        space: space.name,
        entry,
        isNew,
        profile,
        loadProfile: () => space.result(entry.id),
      };
      this.#results.set(entry.id, result);
      return result;
    });
  }

  #fail(at: string | undefined, sentence: string): void {
    this.#failedAt = at;
    this.linkFailure = sentence;
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

const boards = new WeakMap<LabSession, BoardSession>();

/** The one of the lab. */
export function boardOf(lab: LabSession): BoardSession {
  const known = boards.get(lab);
  if (known !== undefined) return known;
  const board = new BoardSession(lab);
  boards.set(lab, board);
  return board;
}
