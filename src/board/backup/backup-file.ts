// A backup as a file: written beside its place and put there when it is complete, readable by its owner alone.
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import { FlopscopeError } from '../../shared/errors.ts';
import { LONGEST_LINE_BYTES } from './backup-format.ts';
import { boundedLines } from './bounded-lines.ts';
import { checkHead, damaged } from './parse-line.ts';

/**
 * @param dump calls `write` for each line.
 * @returns bytes of the file.
 * @throws FlopscopeError `invalid-input` when it cannot be written, `aborted`, or what `dump` throws; nothing is left behind
 *   then, and a file that was there before stays as it was.
 */
export async function writeBackup(
  file: string,
  dump: (write: (line: string) => Promise<void>) => Promise<void>,
  signal: AbortSignal,
): Promise<number> {
  const part = `${file}.part`;
  // What a killed process left; it may be readable by others.
  await rm(part, { force: true });
  const stop = new AbortController();
  // The results in it are compressed already.
  const gzip = createGzip({ level: constants.Z_BEST_SPEED });
  const out = createWriteStream(part, { flags: 'wx', mode: 0o600 });
  const written = pipeline(gzip, out, { signal: AbortSignal.any([signal, stop.signal]) });
  // Told by `dump`, or below.
  written.catch(() => undefined);
  try {
    await Promise.race([
      dump(async (line) => {
        signal.throwIfAborted();
        if (!gzip.write(line)) await Promise.race([once(gzip, 'drain'), written]);
      }),
      written,
    ]);
    gzip.end();
    await written;
    await keep(part, file);
    return (await stat(file)).size;
  } catch (thrown) {
    stop.abort();
    await written.catch(() => undefined);
    await rm(part, { force: true });
    if (signal.aborted) {
      throw new FlopscopeError('aborted', 'The backup was cancelled; nothing is left of it.');
    }
    if (thrown instanceof FlopscopeError) throw thrown;
    throw new FlopscopeError(
      'invalid-input',
      `The backup cannot be written to "${file}": ${reasonOf(thrown)}. Nothing is left of it; choose another place.`,
      { cause: thrown },
    );
  }
}

/** On the disk before it takes the place of an older one. */
async function keep(part: string, file: string): Promise<void> {
  const handle = await open(part, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file);
}

/**
 * @param take is given the lines after the head, none longer than a backup's may be.
 * @throws FlopscopeError `invalid-input` when it cannot be read, `invalid-document` when it is none or damaged,
 *   `newer-document`, or what `take` throws.
 */
export async function readBackup<Taken>(
  file: string,
  take: (lines: AsyncIterable<Uint8Array>) => Promise<Taken>,
): Promise<Taken> {
  const [packed, unpacked] = [createReadStream(file), createGunzip()];
  let failure: unknown;
  for (const stream of [packed, unpacked]) {
    stream.once('error', (error: unknown) => {
      failure ??= error;
    });
  }
  const reading = pipeline(packed, unpacked).catch(() => undefined);
  try {
    const lines = boundedLines(unpacked, LONGEST_LINE_BYTES, damaged);
    const head = await lines.next();
    checkHead(head.done === true ? undefined : head.value);
    return await take(lines);
  } catch (thrown) {
    // What the file is not to blame for.
    if (thrown !== failure || !(thrown instanceof Error)) throw thrown;
    if (thrown.message === 'incorrect header check') checkHead(undefined);
    if ('code' in thrown && String(thrown.code).startsWith('Z_')) {
      throw damaged(`it cannot be unpacked, or is cut off (${thrown.message})`);
    }
    throw new FlopscopeError(
      'invalid-input',
      `The backup "${file}" cannot be read: ${thrown.message}. Choose another file.`,
      { cause: thrown },
    );
  } finally {
    unpacked.destroy();
    await reading;
  }
}

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
