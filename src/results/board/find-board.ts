// Whether a board stands behind an address, or a page that is served without one.
import * as v from 'valibot';
import { FlopscopeError } from '../../shared/errors.ts';
import { BoardRefusal } from './board-refusal.ts';
import { type Fetch, readBoard } from './call-board.ts';

const descriptionSchema = v.object({
  openapi: v.string(),
  paths: v.object({ '/spaces/{space}': v.object({}) }),
});

/** @throws FlopscopeError `unreachable` when nothing answers, or what answers fails. */
export async function findBoard(
  base: string,
  send: Fetch = (input, init) => fetch(input, init),
): Promise<boolean> {
  try {
    await readBoard({ base, path: 'openapi.json' }, descriptionSchema, send);
    return true;
  } catch (thrown) {
    // A static host answers with "not found", or with its start page.
    if (thrown instanceof BoardRefusal && thrown.status < 500) return false;
    if (thrown instanceof FlopscopeError && thrown.code === 'invalid-document') return false;
    throw thrown;
  }
}
