// Files and links of others, opened beside one's own results: read here, kept nowhere.
import { openLink } from '../../results/link/result-link.ts';
import { MAX_RESULT_BYTES, parseResult } from '../../shared/result/parse-result.ts';
import type { OpenedResult } from '../session/opened-result.ts';

/** @throws FlopscopeError with what is wrong with the file. */
export async function openResultFile(file: File): Promise<OpenedResult> {
  // One byte more than the limit is enough to refuse it; the rest is not read.
  const profile = parseResult(await file.slice(0, MAX_RESULT_BYTES + 1).text());
  return { kind: 'file', name: file.name, profile };
}

/**
 * @param text an address with a result in it, or the payload alone.
 * @throws FlopscopeError with what is wrong with the link.
 */
export async function openResultLink(text: string): Promise<OpenedResult> {
  return { kind: 'link', content: await openLink(payloadOf(text)) };
}

/** What stands behind `result=`, as far as it goes. */
export function payloadOf(text: string): string {
  const [, payload] = /[?&]result=([^&\s]*)/u.exec(text) ?? [];
  return payload ?? text.trim();
}
