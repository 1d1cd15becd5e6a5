// All results of a browser as one file: a line that says what it is, then a result on each line. A file that was cut off
// loses its last line only, and no line is longer than a result may be.
import * as v from 'valibot';
import { asFlopscopeError, FlopscopeError } from '../shared/errors.ts';
import {
  MAX_RESULT_BYTES,
  parseResultText,
  validateResult,
} from '../shared/result/parse-result.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { textLines } from './text-lines.ts';

/** Raised when a reader of the old version could misread the file. */
const VERSION = 1;

/** Fifty full runs of a megabyte each, and as much again for long ones. */
export const MAX_HISTORY_BYTES = 100 * 2 ** 20;

/** A file of lines that all are refused must not cost more than one of results. */
const MOST_LINES = 1000;

/** The first line has some fifty. */
const HEADER_BYTES = 1000;

const headerSchema = v.object({ format: v.literal('flopscope-history'), version: v.number() });

/** Lines with their ends, so that no text of all results is ever made. */
export function writeHistory(profiles: readonly DeviceProfile[]): readonly string[] {
  const header = { format: 'flopscope-history', version: VERSION };
  return [header, ...profiles].map((line) => `${JSON.stringify(line)}\n`);
}

export interface HistoryReading {
  readonly added: readonly DeviceProfile[];
  /** How many are kept here already; what is kept here stays as it is. */
  readonly known: number;
  /** Why each of the others was refused. */
  readonly refused: readonly string[];
}

export interface HistoryPlace {
  /** Ids of the results that are kept here. */
  readonly known: ReadonlySet<string>;
  /** How many more can be kept. */
  readonly room: number;
  /** Between two results, so that whoever waits is answered. */
  readonly rest: () => Promise<void>;
}

/**
 * @param file a history, or a single result.
 * @throws FlopscopeError for a history of a later version, or beyond all limits.
 */
export async function readHistory(file: Blob, place: HistoryPlace): Promise<HistoryReading> {
  if (file.size > MAX_HISTORY_BYTES) {
    throw new FlopscopeError(
      'invalid-document',
      `This file has more than ${MAX_HISTORY_BYTES / 2 ** 20} MiB, which no history of Flopscope has. Choose a file that “Save all” made.`,
    );
  }
  const ids = new Set(place.known);
  const added: DeviceProfile[] = [];
  const refused: string[] = [];
  let known = 0;
  for await (const { number, line } of linesOf(file)) {
    try {
      await place.rest();
      const document = parseResultText(line);
      await place.rest();
      const profile = validateResult(document);
      if (ids.has(profile.id)) known += 1;
      else if (added.length >= place.room) refused.push(noRoom(number, profile));
      else {
        ids.add(profile.id);
        added.push(profile);
      }
    } catch (thrown) {
      refused.push(`Line ${number}: ${asFlopscopeError(thrown).message}`);
    }
  }
  return { added, known, refused };
}

function noRoom(number: number, { createdAt }: DeviceProfile): string {
  return `Line ${number}: the result of ${createdAt.slice(0, 10)} finds no room here. Delete results that you no longer need, then bring the file in again.`;
}

/** @throws FlopscopeError `newer-document` for a history that a later version wrote. */
export async function isHistory(file: Blob): Promise<boolean> {
  const [start = ''] = (await file.slice(0, HEADER_BYTES).text()).split('\n');
  const parsed = v.safeParse(headerSchema, headerOf(start));
  if (!parsed.success) return false;
  if (parsed.output.version > VERSION) {
    throw new FlopscopeError(
      'newer-document',
      `This history has version ${parsed.output.version}; this Flopscope reads up to ${VERSION}. Update Flopscope, or reload the page, to bring it in.`,
    );
  }
  return true;
}

function headerOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** @throws FlopscopeError `invalid-document` for more lines than any history has. */
async function* linesOf(
  file: Blob,
): AsyncGenerator<{ readonly number: number; readonly line: string }> {
  // One more than the limit is enough to refuse it.
  const most = MAX_RESULT_BYTES + 1;
  if (!(await isHistory(file))) {
    yield { number: 1, line: await file.slice(0, most).text() };
    return;
  }
  let number = 0;
  for await (const line of textLines(file, most)) {
    number += 1;
    if (number > MOST_LINES) {
      throw new FlopscopeError(
        'invalid-document',
        `This file has more than ${MOST_LINES} lines, which no history of Flopscope has. Choose a file that “Save all” made.`,
      );
    }
    if (number > 1 && line.trim() !== '') yield { number, line };
  }
}
