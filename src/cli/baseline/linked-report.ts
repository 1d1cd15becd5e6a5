// A permalink of the page as a baseline: its summary is enough.
import type { ComparedRun } from '../../results/compare/compared-run.ts';
import { runOfProfile } from '../../results/compare/run-of-profile.ts';
import { openLink } from '../../results/link/result-link.ts';
import { runOfSummary } from '../../results/link/run-of-summary.ts';

/**
 * @param address with `result=` in its fragment.
 * @throws FlopscopeError as `openLink`.
 */
export async function linkedReport(address: string): Promise<ComparedRun> {
  const [, payload = ''] = /[?&]result=([^&\s]*)/u.exec(address) ?? [];
  const opened = await openLink(payload);
  return opened.kind === 'result' ? runOfProfile(opened.profile) : runOfSummary(opened.summary);
}
