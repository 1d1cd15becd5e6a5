// The author's result from its own address, when the reader asks for it: without cookies, bounded in time and length.
import { FlopscopeError } from '../../shared/errors.ts';

const PATIENCE_MS = 20_000;

/** @throws FlopscopeError `unreachable`, or `invalid-document` for more than `limit` bytes. */
export async function fetchText(url: URL, limit: number): Promise<string> {
  try {
    const response = await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok) throw new Error(`it answered ${response.status}`);
    const decoder = new TextDecoder();
    const reader = response.body?.getReader();
    let text = '';
    for (let bytes = 0; ;) {
      const { done = true, value } = (await reader?.read()) ?? {};
      if (done) return text + decoder.decode();
      bytes += value?.length ?? 0;
      if (bytes > limit) {
        await reader?.cancel();
        throw new Error('it sends more than any result has');
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new FlopscopeError(
      'unreachable',
      `The author’s result did not come from ${url.host}: ${detail}. Try again, or measure without it.`,
      { cause },
    );
  }
}
