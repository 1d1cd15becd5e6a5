// What a board answers, as the page and the command line read it and as the OpenAPI description tells it.
import * as v from 'valibot';
import { summarySchema } from '../link/summary.ts';

export const boardIdSchema = v.pipe(
  v.string(),
  v.regex(/^[\w-]{16}$/, 'An id has 16 letters, digits, - and _.'),
);

/** Hash of what makes reports one device, see `deviceKey`. */
export const deviceHashSchema = v.pipe(
  v.string(),
  v.regex(/^[\w-]{43}$/, 'A device has 43 letters, digits, - and _.'),
);

const moment = v.pipe(v.string(), v.isoTimestamp());

/** Boards keep them shorter; what is no board's is not shown. */
const name = v.pipe(v.string(), v.maxLength(1000));

/** Each includes those before it. */
export const rightSchema = v.picklist(['read', 'write', 'creator']);

export const createdSpaceSchema = v.object({
  id: boardIdSchema,
  name,
  readToken: v.string(),
  writeToken: v.string(),
  creatorToken: v.string(),
});

export const spaceSchema = v.object({
  id: boardIdSchema,
  name,
  createdAt: moment,
  /** What the token that was sent allows. */
  right: rightSchema,
  results: v.number(),
});

export const rotatedSchema = v.object({
  readToken: v.exactOptional(v.string()),
  writeToken: v.exactOptional(v.string()),
});

export const entrySchema = v.object({
  id: boardIdSchema,
  submittedAt: moment,
  device: deviceHashSchema,
  deviceName: name,
  summary: summarySchema,
});

export const submittedSchema = v.object({
  id: boardIdSchema,
  submittedAt: moment,
  /** Told once. */
  deletionToken: v.string(),
});

export const listSchema = v.object({
  results: v.array(entrySchema),
  /** For `before`; null on the last page. */
  next: v.nullable(v.number()),
});

/** What a comparison of a space is made of: its devices, the most recently submitted first. */
export const devicesSchema = v.object({
  devices: v.array(
    v.object({
      device: deviceHashSchema,
      /** Of its newest report. */
      deviceName: name,
      /** How many the filter leaves. */
      reports: v.number(),
      /** The newest of them. */
      newest: v.array(entrySchema),
    }),
  ),
  /** For `after`; null on the last page. */
  next: v.nullable(v.number()),
});

export const deletedSchema = v.object({ id: boardIdSchema });

export type Right = v.InferOutput<typeof rightSchema>;
export type CreatedSpaceDocument = v.InferOutput<typeof createdSpaceSchema>;
export type SpaceDocument = v.InferOutput<typeof spaceSchema>;
export type RotatedDocument = v.InferOutput<typeof rotatedSchema>;
export type EntryDocument = v.InferOutput<typeof entrySchema>;
export type SubmittedDocument = v.InferOutput<typeof submittedSchema>;
export type ListDocument = v.InferOutput<typeof listSchema>;
export type DevicesDocument = v.InferOutput<typeof devicesSchema>;
