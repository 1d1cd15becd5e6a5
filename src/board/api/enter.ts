// Who may do what in a space: the token in the Authorization header decides, and nothing else is looked at.
import type { Context } from 'hono';
import type { Right } from '../../results/board/board-documents.ts';
import type { Space } from '../store/space-store.ts';
import { hashToken, isSameHash } from '../tokens.ts';
import type { Board } from './board.ts';
import { Refusal } from './refusal.ts';
import { pathOf } from './request.ts';
import { spacePathSchema } from './schemas.ts';

/** Each allows what those before it do. */
const rights = ['read', 'write', 'creator'] as const satisfies readonly Right[];

const refused: Readonly<Record<Exclude<Right, 'read'>, string>> = {
  write: 'This token only reads. Use the write link of the space.',
  creator: 'Only the token that the creator of the space was given does this.',
};

/**
 * A space that is not there and one that the token does not open answer alike, so that nobody learns which spaces exist.
 * @throws Refusal `no-token`, `not-found` or `not-allowed`.
 */
export async function enter(
  context: Context,
  { spaces }: Board,
  needed: Right,
): Promise<{ readonly space: Space; readonly right: Right }> {
  const hash = sentHash(context);
  const space = await spaces.find(pathOf(context, spacePathSchema).space);
  const right = space && rightOf(space, hash);
  if (space === undefined || right === undefined) throw noSuchSpace();
  if (needed !== 'read' && rights.indexOf(right) < rights.indexOf(needed)) {
    throw new Refusal('not-allowed', refused[needed]);
  }
  return { space, right };
}

/** @throws Refusal `no-token`, or `not-found` unless the token is the creator's or the submitter's. */
export async function enterToDelete(
  context: Context,
  { spaces, results }: Board,
  place: { readonly space: string; readonly result: string },
): Promise<void> {
  const hash = sentHash(context);
  const space = await spaces.find(place.space);
  const submitter = await results.submitterHash(place.space, place.result);
  const right = space && rightOf(space, hash);
  if (submitter !== undefined && (right === 'creator' || isSameHash(submitter, hash))) return;
  if (right === undefined) throw noSuchSpace();
  if (submitter === undefined) throw noSuchResult();
  throw new Refusal(
    'not-allowed',
    'A result is deleted by the token that its submission gave, or by the creator of the space.',
  );
}

export function noSuchResult(): Refusal {
  return new Refusal(
    'not-found',
    'There is no such result in this space; it may have been deleted.',
  );
}

export function noSuchSpace(): Refusal {
  return new Refusal(
    'not-found',
    'There is no such space, or this token does not open it. Ask for its link again; it may have been replaced.',
  );
}

function rightOf({ readHash, writeHash, creatorHash }: Space, hash: Uint8Array): Right | undefined {
  const hashes = [readHash, writeHash, creatorHash];
  // All three are compared, so that the time tells nothing.
  const matching = hashes.map((each) => isSameHash(each, hash));
  return rights[matching.indexOf(true)];
}

function sentHash(context: Context): Uint8Array {
  const [, token] =
    /^Bearer ([\w-]{1,100})$/iu.exec(context.req.header('Authorization') ?? '') ?? [];
  if (token === undefined) {
    throw new Refusal(
      'no-token',
      'Send the token of the space: Authorization: Bearer fsr_… It is never part of the address.',
    );
  }
  return hashToken(token);
}
