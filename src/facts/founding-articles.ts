// Every claim of the articles that the project starts from, with its figures as they stand there: the list that the
// case stories must tell.
import * as v from 'valibot';
import { loadOnce } from './load-once.ts';
import { citation } from './schema.ts';

const schema = v.array(
  v.strictObject({
    id: v.pipe(v.string(), v.regex(/^[a-zA-Z0-9][a-zA-Z0-9-]*$/)),
    topic: v.string(),
    claim: v.string(),
    figures: v.record(
      v.pipe(v.string(), v.regex(/^[a-z0-9_]+$/)),
      v.pipe(v.number(), v.finite(), v.gtValue(0)),
    ),
    /** What was not read in a source: shown as unverified. */
    recalled: v.array(v.string()),
    notes: v.optional(v.array(v.string())),
    /** The work that the articles report on, and its month. */
    work: v.optional(v.string()),
    published: v.optional(v.pipe(v.string(), v.regex(/^\d{4}-\d{2}$/))),
    ...citation,
  }),
);

export type FoundingArticleClaim = v.InferOutput<typeof schema>[number];

export const loadFoundingArticles: () => Promise<readonly FoundingArticleClaim[]> = loadOnce(
  () => import('./founding-articles.json'),
  schema,
);
