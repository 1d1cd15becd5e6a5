// One line of a backup, whoever wrote it: bounded, parsed by a schema, and refused with its number.
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import * as v from 'valibot';
import { isNestedDeeper } from '../../results/link/json-depth.ts';
import { asFlopscopeError, FlopscopeError } from '../../shared/errors.ts';
import { MAX_RESULT_BYTES, validateResult } from '../../shared/result/parse-result.ts';
import { type ResultRow, rowOf } from '../store/result-rows.ts';
import { BACKUP_VERSION, headSchema, lineSchema, type ResultLine } from './backup-format.ts';

const decompress = promisify(gunzip);

/** As of requests. */
const MOST_LEVELS = 32;

/** @throws FlopscopeError `invalid-document` for what is no backup, `newer-document` for one of a later version. */
export function checkHead(line: Uint8Array | undefined): void {
  const parsed = line === undefined ? undefined : v.safeParse(headSchema, jsonOf(line));
  if (parsed?.success !== true) {
    throw new FlopscopeError(
      'invalid-document',
      'This is not a backup of a board. Choose a file that “flopscope board backup” wrote.',
    );
  }
  const { version } = parsed.output;
  if (version > BACKUP_VERSION) {
    throw new FlopscopeError(
      'newer-document',
      `This backup has version ${version}; this Flopscope reads up to ${BACKUP_VERSION}. Update Flopscope to restore it.`,
    );
  }
}

/** @throws FlopscopeError `invalid-document` */
export function parseLine(line: Uint8Array, number: number): v.InferOutput<typeof lineSchema> {
  const parsed = v.safeParse(lineSchema, jsonOf(line), { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const place = v.getDotPath(issue);
  throw damaged(
    `line ${number}${place === null ? '' : `, "${place}"`}: ${withoutPoint(issue.message)}`,
  );
}

/** @throws FlopscopeError `invalid-document`, or `newer-document` for a result of a later version. */
export async function rowOfLine({ document }: ResultLine, number: number): Promise<ResultRow> {
  const bytes = await decompress(Buffer.from(document, 'base64'), {
    maxOutputLength: MAX_RESULT_BYTES,
  }).catch(() => {
    throw damaged(`line ${number}: its result cannot be unpacked, or is larger than any`);
  });
  try {
    return await rowOf(validateResult(jsonOf(bytes)));
  } catch (thrown) {
    const error = asFlopscopeError(thrown);
    if (error.code === 'newer-document') throw error;
    throw damaged(`line ${number}: ${withoutPoint(error.message)}`);
  }
}

/** @param reason what is wrong and where, without a point. */
export function damaged(reason: string): FlopscopeError {
  return new FlopscopeError(
    'invalid-document',
    `This backup is damaged: ${reason}. Nothing was restored; take another copy of it.`,
  );
}

function withoutPoint(sentence: string): string {
  return sentence.replace(/\.$/u, '');
}

/** @returns undefined for what is none, which every schema refuses. */
function jsonOf(bytes: Uint8Array): unknown {
  if (isNestedDeeper(bytes, MOST_LEVELS)) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
