// The summary of a result at hand as the text that a tag carries, made once.
import { encodePayload } from '../../results/link/payload.ts';
import { encodeSummary } from '../../results/link/result-link.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { Candidate } from '../compare/candidate.ts';
import { idOfOpened, type OpenedResult } from '../session/opened-result.ts';

const known = new WeakMap<object, Promise<string>>();

/** @throws FlopscopeError `internal` for a result whose texts are too long. */
export function embedPayload(
  { run, profile }: Candidate,
  opened: readonly OpenedResult[],
): Promise<string> {
  const payload = known.get(profile ?? run);
  if (payload !== undefined) return payload;
  const made = profile === undefined ? ofSummary(run.id, opened) : encodeSummary(profile);
  known.set(profile ?? run, made);
  return made;
}

async function ofSummary(id: string, opened: readonly OpenedResult[]): Promise<string> {
  const found = opened.find((result) => idOfOpened(result) === id);
  const payload = found === undefined ? undefined : await encodePayload(summaryOf(found));
  if (payload !== undefined) return payload;
  throw new FlopscopeError('internal', 'This result is no longer open. Open it again on Compare.');
}

function summaryOf(result: OpenedResult): unknown {
  switch (result.kind) {
    case 'file':
      return undefined;
    case 'link':
      return result.content.kind === 'summary' ? result.content.summary : undefined;
    case 'board':
      return result.entry.summary;
  }
}
