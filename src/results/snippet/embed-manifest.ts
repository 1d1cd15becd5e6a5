// What the build for pages says of its files: their names, which never change their content, their hashes and sizes.
import * as v from 'valibot';
import { FlopscopeError } from '../../shared/errors.ts';

/** Of the manifest and of all files that it names, below the address of the lab. */
export const EMBED_FOLDER = 'embed/';

const MOST_BYTES = 2 ** 26;
const bytes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_BYTES));

const fileSchema = v.object({
  /** Below `embed/`; never above it. */
  file: v.pipe(v.string(), v.maxLength(120), v.regex(/^\w[\w.-]*(?:\/\w[\w.-]*)*$/u)),
  integrity: v.pipe(v.string(), v.regex(/^sha384-[A-Za-z0-9+/]{64}$/u)),
  bytes,
  gzipBytes: bytes,
});

const manifestSchema = v.object({
  version: v.pipe(v.string(), v.maxLength(40), v.regex(/^\d[\w.+-]*$/u)),
  files: v.object({
    'flop-scope.js': fileSchema,
    'run.js': fileSchema,
    'engine.js': fileSchema,
    'estimate.js': fileSchema,
    'frame.js': fileSchema,
    'fit-frame.js': fileSchema,
  }),
});

export type EmbedFile = v.InferOutput<typeof fileSchema>;
export type EmbedManifest = v.InferOutput<typeof manifestSchema>;

/** @throws FlopscopeError `invalid-document`, naming the first field that is wrong. */
export function parseEmbedManifest(text: string): EmbedManifest {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new FlopscopeError(
      'invalid-document',
      'The list of the files for other pages is not JSON. Build the lab again: npm run build.',
      { cause },
    );
  }
  const parsed = v.safeParse(manifestSchema, document, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new FlopscopeError(
    'invalid-document',
    `The list of the files for other pages is damaged at "${v.getDotPath(issue) ?? 'its top level'}". Build the lab again: npm run build.`,
  );
}

/** Bytes as they travel, compressed with gzip. */
export interface EmbedWeight {
  /** What a page loads before anybody clicks. */
  readonly before: number;
  /** What the click of a reader adds. */
  readonly click: number;
}

/** @param asksTraining the tag names a model and a recipe: models and estimate come with the click. */
export function embedWeight({ files }: EmbedManifest, asksTraining: boolean): EmbedWeight {
  return {
    before: files['flop-scope.js'].gzipBytes,
    click:
      files['run.js'].gzipBytes +
      files['engine.js'].gzipBytes +
      (asksTraining ? files['estimate.js'].gzipBytes : 0),
  };
}
