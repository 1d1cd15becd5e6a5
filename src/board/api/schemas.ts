// What the board's API takes and gives. Requests are parsed by these schemas, and the OpenAPI description is made of them.
import * as v from 'valibot';
import { summarySchema } from '../../results/link/summary.ts';
import { suiteIdSchema } from '../../shared/result/schema.ts';
import { refusalStatuses } from './refusal.ts';

const LONGEST_NAME = 120;

/** A page of summaries is some 800 kB then. */
const LONGEST_PAGE = 200;
const USUAL_PAGE = '50';

const id = v.pipe(v.string(), v.regex(/^[\w-]{16}$/, 'An id has 16 letters, digits, - and _.'));
const hash = v.pipe(
  v.string(),
  v.regex(/^[\w-]{43}$/, 'A device has 43 letters, digits, - and _.'),
);
const moment = v.pipe(v.string(), v.isoTimestamp());
const wholeNumber = v.pipe(
  v.string(),
  v.regex(/^\d{1,15}$/, 'Give a whole number.'),
  v.transform(Number),
);

export const spacePathSchema = v.object({ space: id });
export const resultPathSchema = v.object({ space: id, result: id });

export const newSpaceSchema = v.strictObject({
  name: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1, 'Give the space a name.'),
    v.maxLength(LONGEST_NAME, `A name has at most ${LONGEST_NAME} characters.`),
    v.regex(/^\P{Cc}*$/u, 'A name has no control characters.'),
  ),
});

const linkSchema = v.picklist(['read', 'write']);
export const rotationSchema = v.strictObject({
  links: v.pipe(
    v.array(linkSchema),
    v.minLength(1, 'Name the links to replace: "read", "write".'),
    v.maxLength(2),
  ),
});

const filterEntries = {
  suite: v.optional(suiteIdSchema),
  /** As `device` of an entry. */
  device: v.optional(hash),
  software: v.optional(
    v.pipe(
      v.picklist(['true', 'false']),
      v.transform((text) => text === 'true'),
    ),
  ),
  host: v.optional(v.picklist(['browser', 'node'])),
};

export const listQuerySchema = v.strictObject({
  limit: v.optional(
    v.pipe(
      wholeNumber,
      v.minValue(1, `Give a number from 1 to ${LONGEST_PAGE}.`),
      v.maxValue(LONGEST_PAGE, `Give a number from 1 to ${LONGEST_PAGE}.`),
    ),
    USUAL_PAGE,
  ),
  /** `next` of the page before. */
  before: v.optional(wholeNumber),
  ...filterEntries,
});

export const exportQuerySchema = v.strictObject({
  format: v.optional(v.picklist(['json', 'csv']), 'json'),
  ...filterEntries,
});

export const createdSpaceSchema = v.object({
  id,
  name: v.string(),
  readToken: v.string(),
  writeToken: v.string(),
  creatorToken: v.string(),
});

export const rightSchema = v.picklist(['read', 'write', 'creator']);

export const spaceSchema = v.object({
  id,
  name: v.string(),
  createdAt: moment,
  /** What the token that was sent allows; each includes those before it. */
  right: rightSchema,
  results: v.number(),
});

export const rotatedSchema = v.object({
  readToken: v.exactOptional(v.string()),
  writeToken: v.exactOptional(v.string()),
});

export const entrySchema = v.object({
  id,
  submittedAt: moment,
  device: hash,
  deviceName: v.string(),
  summary: summarySchema,
});

export const submittedSchema = v.object({ id, submittedAt: moment, deletionToken: v.string() });

export const listSchema = v.object({
  results: v.array(entrySchema),
  /** For `before`; null on the last page. */
  next: v.nullable(v.number()),
});

export const errorSchema = v.object({
  error: v.object({
    code: v.picklist([
      ...(Object.keys(refusalStatuses) as (keyof typeof refusalStatuses)[]),
      'internal',
    ]),
    message: v.string(),
    id: v.exactOptional(id),
  }),
});

export type Right = v.InferOutput<typeof rightSchema>;
export type EntryDocument = v.InferOutput<typeof entrySchema>;
export type ErrorDocument = v.InferOutput<typeof errorSchema>;
