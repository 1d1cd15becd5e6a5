// What the board's API takes, and how it refuses. Requests are parsed by these schemas, and the OpenAPI description is made of
// them; what it answers is in results/board, for whoever reads it.
import * as v from 'valibot';
import { boardIdSchema, deviceHashSchema } from '../../results/board/board-documents.ts';
import { suiteIdSchema } from '../../shared/result/schema.ts';
import { refusalStatuses } from './refusal.ts';

const LONGEST_NAME = 120;

/** A page of summaries is some 800 kB then. */
const LONGEST_PAGE = 200;
const USUAL_PAGE = '50';

/** With five reports each a page is some 1 MB then. */
const MOST_DEVICES = 50;
const USUAL_DEVICES = '20';
const MOST_REPORTS = 5;
const USUAL_REPORTS = '3';

const wholeNumber = v.pipe(
  v.string(),
  v.regex(/^\d{1,15}$/, 'Give a whole number.'),
  v.transform(Number),
);

function numberUpTo(most: number) {
  const message = `Give a number from 1 to ${most}.`;
  return v.pipe(
    wholeNumber,
    v.minValue(1, message),
    v.maxValue(most, message),
    v.description(`From 1 to ${most}.`),
  );
}

export const spacePathSchema = v.object({ space: boardIdSchema });
export const resultPathSchema = v.object({ space: boardIdSchema, result: boardIdSchema });

export const spaceNameSchema = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'Give the space a name.'),
  v.maxLength(LONGEST_NAME, `A name has at most ${LONGEST_NAME} characters.`),
  v.regex(/^\P{Cc}*$/u, 'A name has no control characters.'),
);

export const newSpaceSchema = v.strictObject({ name: spaceNameSchema });

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
  device: v.optional(deviceHashSchema),
  software: v.optional(
    v.pipe(
      v.picklist(['true', 'false']),
      v.transform((text) => text === 'true'),
    ),
  ),
  host: v.optional(v.picklist(['browser', 'node'])),
};

export const listQuerySchema = v.strictObject({
  limit: v.optional(numberUpTo(LONGEST_PAGE), USUAL_PAGE),
  before: v.optional(v.pipe(wholeNumber, v.description('`next` of the page before.'))),
  ...filterEntries,
});

export const devicesQuerySchema = v.strictObject({
  ...filterEntries,
  device: v.optional(
    v.pipe(
      v.string(),
      v.description('The devices to compare, with commas between them; or the name once for each.'),
      v.transform((text) => text.split(',')),
      v.array(deviceHashSchema),
      v.maxLength(MOST_DEVICES, `Name at most ${MOST_DEVICES} devices at once.`),
    ),
  ),
  limit: v.optional(numberUpTo(MOST_DEVICES), USUAL_DEVICES),
  reports: v.optional(
    v.pipe(
      numberUpTo(MOST_REPORTS),
      v.description(`Newest reports of each device, from 1 to ${MOST_REPORTS}.`),
    ),
    USUAL_REPORTS,
  ),
  after: v.optional(v.pipe(wholeNumber, v.description('`next` of the page before.'))),
});

export const exportQuerySchema = v.strictObject({
  format: v.optional(v.picklist(['json', 'csv']), 'json'),
  ...filterEntries,
});

export const errorSchema = v.object({
  error: v.object({
    code: v.picklist([
      ...(Object.keys(refusalStatuses) as (keyof typeof refusalStatuses)[]),
      'internal',
    ]),
    message: v.string(),
    id: v.exactOptional(boardIdSchema),
  }),
});

export type ErrorDocument = v.InferOutput<typeof errorSchema>;
