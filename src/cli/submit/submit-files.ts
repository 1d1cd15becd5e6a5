// Sends the results of files one after another, and tells of each what became of it.
import { asFlopscopeError } from '../../shared/errors.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { readResults } from '../read-results.ts';
import { sendResult, type Sending } from './send-result.ts';
import type { SubmissionReport } from './submission-report.ts';

export async function* submitFiles(
  files: readonly string[],
  sending: Sending,
): AsyncGenerator<SubmissionReport> {
  let { pausesMs } = sending;
  for (const file of files) {
    const failed = (thrown: unknown): SubmissionReport => ({
      file,
      outcome: 'failed',
      id: null,
      reason: asFlopscopeError(thrown).message,
    });
    try {
      const { profiles, refused } = await readResults(file);
      for (const reason of refused) yield { file, outcome: 'failed', id: null, reason };
      for (const profile of profiles) yield await send(profile, file).catch(failed);
    } catch (thrown) {
      yield failed(thrown);
    }
  }

  async function send(profile: DeviceProfile, file: string): Promise<SubmissionReport> {
    try {
      const { kind, id } = await sendResult(profile, { ...sending, pausesMs });
      return { file, outcome: kind === 'stored' ? 'sent' : kind, id, reason: null };
    } catch (thrown) {
      // A board that is gone is waited for once, not for each result.
      if (asFlopscopeError(thrown).code === 'unreachable') pausesMs = [];
      throw thrown;
    }
  }
}
