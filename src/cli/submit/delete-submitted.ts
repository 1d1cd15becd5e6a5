// Deletes from its board what was submitted from here, by the token that its submission gave.
import { BoardRefusal } from '../../results/board/board-refusal.ts';
import { asFlopscopeError } from '../../shared/errors.ts';
import { overTls } from '../patient-fetch.ts';
import type { DeletionTokens } from './deletion-tokens.ts';
import { clientOf } from './space-access.ts';
import type { SubmissionReport } from './submission-report.ts';

export async function deleteSubmitted(
  id: string,
  tokens: DeletionTokens,
): Promise<SubmissionReport> {
  const report = { file: null, id, reason: null };
  try {
    const { base, space, deletionToken } = await tokens.find(id);
    const client = clientOf({ base, space, token: deletionToken });
    const isGone = await overTls(base, client.remove(id, deletionToken)).then(
      () => false,
      (thrown: unknown) => {
        if (thrown instanceof BoardRefusal && thrown.status === 404) return true;
        throw thrown;
      },
    );
    await tokens.forget(id);
    return { ...report, outcome: isGone ? 'already-gone' : 'deleted' };
  } catch (thrown) {
    return { ...report, outcome: 'failed', reason: asFlopscopeError(thrown).message };
  }
}
