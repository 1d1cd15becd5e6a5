// Results that a person named: a file of one, or a history of many.
import { isHistory, MAX_HISTORY_BYTES, readHistory } from '../results/history-file.ts';
import { FlopscopeError } from '../shared/errors.ts';
import { parseResult } from '../shared/result/parse-result.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { readText } from './read-text.ts';

export interface NamedResults {
  readonly kind: 'result' | 'history';
  readonly profiles: readonly DeviceProfile[];
  /** Why lines of a history were refused, as sentences. */
  readonly refused: readonly string[];
}

/** @throws FlopscopeError `invalid-input` when the file cannot be read, and as `resultsOf`. */
export async function readResults(path: string): Promise<NamedResults> {
  return resultsOf(await readText(path, 'The result', MAX_HISTORY_BYTES), path);
}

/**
 * @param name what the sentences call it: a path, or an address.
 * @throws FlopscopeError `invalid-document` or `newer-document` with the name.
 */
export async function resultsOf(text: string, name: string): Promise<NamedResults> {
  const file = new Blob([text]);
  try {
    if (!(await isHistory(file)))
      return { kind: 'result', profiles: [parseResult(text)], refused: [] };
    const { added, refused } = await readHistory(file, everything);
    return { kind: 'history', profiles: added, refused };
  } catch (thrown) {
    if (!(thrown instanceof FlopscopeError)) throw thrown;
    throw new FlopscopeError(thrown.code, `"${name}": ${thrown.message}`, { cause: thrown });
  }
}

const everything = {
  known: new Set<string>(),
  room: Number.POSITIVE_INFINITY,
  rest: () => Promise.resolve(),
};
