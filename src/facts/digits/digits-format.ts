// The file of handwritten digits, which the build writes and `decodeDigits` reads:
//
//   bytes 0–7         "FLOPDIGS" in ASCII
//   bytes 8–11        length of the header, u32, little endian
//   then the header   JSON in UTF-8, as `digitsHeaderSchema` says
//   then gzip         `images` labels of one byte, then `images` × `height` × `width` grey values of one byte, row by
//                     row from the top: 0 is paper, 255 is ink
//
// Gzip brings its own checksum of what was packed.
import * as v from 'valibot';
import { citation } from '../schema.ts';

export const DIGITS_MAGIC = 'FLOPDIGS';
export const DIGITS_VERSION = 1;

/** Of the magic and the header's length. */
export const DIGITS_PREFIX_BYTES = 12;

/** Ample for a citation and the text of a licence. */
export const MOST_HEADER_BYTES = 16_384;

const size = (most: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most));

export const digitsHeaderSchema = v.strictObject({
  version: v.literal(DIGITS_VERSION),
  // A hundred thousand images of 64 × 64 are the most that a page should be made to unpack: 400 MB.
  images: size(100_000),
  height: size(64),
  width: size(64),
  /** Labels are smaller. */
  classes: size(256),
  /** The licence as its text demands: with every copy. */
  notice: v.pipe(v.string(), v.minLength(1)),
  ...citation,
});

export type DigitsHeader = v.InferOutput<typeof digitsHeaderSchema>;
