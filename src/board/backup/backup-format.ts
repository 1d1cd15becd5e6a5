// A backup: gzip'd lines of JSON. A head, every space, every result in the order of submission, and a closing line with the
// counts, without which it is cut off. Results are kept as the database keeps them, compressed each by itself; tokens as
// hashes, so that links go on working and the file opens nothing.
import * as v from 'valibot';
import { boardIdSchema } from '../../results/board/board-documents.ts';
import { MAX_RESULT_BYTES } from '../../shared/result/parse-result.ts';
import { spaceNameSchema } from '../api/schemas.ts';
import { EARLIEST } from '../store/result-rows.ts';

/** Raised when a reader of the old version could misread the file. */
export const BACKUP_VERSION = 1;

/** A result that does not shrink, in base64, and the rest of its line. */
export const LONGEST_LINE_BYTES = Math.ceil((MAX_RESULT_BYTES * 4) / 3) + 65_536;

/** SHA-256 of a token. */
const hashSchema = v.pipe(
  v.string(),
  v.regex(/^[\w-]{43}$/, 'it is no hash'),
  v.transform((text): Uint8Array => Buffer.from(text, 'base64url')),
);

const momentSchema = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => new Date(text)),
  v.check((moment) => moment.getTime() >= EARLIEST, 'there was no board then'),
);

const countSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const headSchema = v.object({
  format: v.literal('flopscope-board-backup'),
  version: v.number(),
});

export const lineSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('space'),
    id: boardIdSchema,
    name: spaceNameSchema,
    createdAt: momentSchema,
    readHash: hashSchema,
    writeHash: hashSchema,
    creatorHash: hashSchema,
  }),
  v.strictObject({
    kind: v.literal('result'),
    id: boardIdSchema,
    space: boardIdSchema,
    submittedAt: momentSchema,
    submitterHash: hashSchema,
    /** The result as JSON, gzip, base64. */
    document: v.pipe(v.string(), v.base64()),
  }),
  v.strictObject({ kind: v.literal('end'), spaces: countSchema, results: countSchema }),
]);

type Line = v.InferOutput<typeof lineSchema>;
export type SpaceLine = Extract<Line, { readonly kind: 'space' }>;
export type ResultLine = Extract<Line, { readonly kind: 'result' }>;

export interface BackupCounts {
  readonly spaces: number;
  readonly results: number;
}
