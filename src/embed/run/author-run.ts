// The author's result as a comparison takes it, and whole where the tag holds the whole: validated by the lab's own schemas.
import type { ComparedRun } from '../../results/compare/compared-run.ts';
import { runOfProfile } from '../../results/compare/run-of-profile.ts';
import { openLink, type OpenedLink } from '../../results/link/result-link.ts';
import { runOfSummary } from '../../results/link/run-of-summary.ts';
import { validateSummary } from '../../results/link/summary.ts';
import { validateResult } from '../../shared/result/parse-result.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import type { AuthorSource } from '../run-part.ts';

/** @throws FlopscopeError `invalid-document` or `newer-document`, saying where it is damaged. */
export async function authorRun(source: AuthorSource): Promise<ComparedRun> {
  const opened = await open(source);
  return opened.kind === 'result' ? runOfProfile(opened.profile) : runOfSummary(opened.summary);
}

/** Undefined where there is none, or only its summary. @throws as `authorRun`. */
export async function authorProfile(
  source: AuthorSource | undefined,
): Promise<DeviceProfile | undefined> {
  if (source === undefined) return undefined;
  const opened = await open(source);
  return opened.kind === 'result' ? opened.profile : undefined;
}

async function open(source: AuthorSource): Promise<OpenedLink> {
  if (source.kind === 'payload') return openLink(source.payload);
  const { document } = source;
  return isSummary(document)
    ? { kind: 'summary', summary: validateSummary(document) }
    : { kind: 'result', profile: validateResult(document) };
}

function isSummary(document: unknown): boolean {
  return (
    typeof document === 'object' &&
    document !== null &&
    'format' in document &&
    document.format === 'flopscope-summary'
  );
}
