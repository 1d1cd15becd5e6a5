// A text file that was named on the command line, refused when it is too large to be what was meant.
import { readFile, stat } from 'node:fs/promises';
import { FlopscopeError } from '../shared/errors.ts';

/**
 * @param what of the sentence that refuses it, "The result".
 * @throws FlopscopeError `invalid-input` when it cannot be read, or is larger.
 */
export async function readText(path: string, what: string, mostBytes: number): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > mostBytes) {
      throw new Error(
        `it is ${Math.round(size / 2 ** 20)} MiB, more than the ${mostBytes / 2 ** 20} MiB of any`,
      );
    }
    return await readFile(path, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FlopscopeError('invalid-input', `${what} "${path}" cannot be read: ${reason}.`, {
      cause,
    });
  }
}
