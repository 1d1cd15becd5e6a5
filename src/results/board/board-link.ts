// The link to a space of a board: the page of the board, and in the fragment, which never reaches a server, space and token.
import * as v from 'valibot';
import { FlopscopeError } from '../../shared/errors.ts';
import { boardIdSchema, type Right } from './board-documents.ts';

export interface BoardLink {
  /** The board's page, "https://board.example.org/", with the slash. */
  readonly base: string;
  readonly space: string;
  readonly token: string;
}

/** What a token is for shows in its first letters. */
const rights: Readonly<Record<string, Right>> = { fsr: 'read', fsw: 'write', fsc: 'creator' };

export const boardTokenSchema = v.pipe(
  v.string(),
  v.regex(/^fs[rwc]_[\w-]{43}$/, 'A token is fsr_, fsw_ or fsc_ and 43 letters, digits, - and _.'),
);

const LONGEST_LINK = 2000;

export function boardLink({ base, space, token }: BoardLink): string {
  const query = new URLSearchParams({ view: 'board', space, token });
  return `${base}#/compare?${query.toString()}`;
}

/** @throws FlopscopeError `invalid-input` saying what is wrong with the link. */
export function parseBoardLink(text: string): BoardLink {
  const trimmed = text.trim();
  const url =
    trimmed.length <= LONGEST_LINK && URL.canParse(trimmed) ? new URL(trimmed) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw wrong('it is no address that begins with https:// or http://');
  }
  const query = new URLSearchParams(url.hash.replace(/^[^?]*\??/, ''));
  const space = v.safeParse(boardIdSchema, query.get('space'));
  const token = v.safeParse(boardTokenSchema, query.get('token'));
  if (!space.success || !token.success) {
    throw wrong(
      url.hash === ''
        ? 'what follows the # is missing; a shell wants such an address in quotes'
        : `its ${space.success ? 'token' : 'space'} is missing or damaged`,
    );
  }
  return { base: new URL('.', url).href, space: space.output, token: token.output };
}

/** What a token of a link is meant to allow; the board decides. */
export function rightOfToken(token: string): Right {
  return rights[token.slice(0, 3)] ?? 'read';
}

function wrong(reason: string): FlopscopeError {
  return new FlopscopeError(
    'invalid-input',
    `This is not the link of a board: ${reason}. Copy it whole from the board, like https://board.example.org/#/compare?view=board&space=…&token=…`,
  );
}
