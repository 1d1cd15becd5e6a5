// What a framed page and the page around it say to each other: how high the one is, and that the other would like to know.
// Both may come from anybody; who sent them is checked by whoever listens.
import * as v from 'valibot';

/** CSS pixels. A frame of no height could not be seen, and one of any height would push a page away. */
const LEAST_HEIGHT = 40;
const MOST_HEIGHT = 4000;

const heightSchema = v.strictObject({
  type: v.literal('flopscope-height'),
  height: v.pipe(v.number(), v.finite(), v.minValue(0)),
});

const questionSchema = v.strictObject({ type: v.literal('flopscope-height?') });

export type HeightMessage = v.InferOutput<typeof heightSchema>;

export const HEIGHT_QUESTION: v.InferOutput<typeof questionSchema> = { type: 'flopscope-height?' };

/** Undefined for anything that is no such message. */
export function heightOf(message: unknown): number | undefined {
  const parsed = v.safeParse(heightSchema, message);
  if (!parsed.success) return undefined;
  return Math.min(Math.max(Math.ceil(parsed.output.height), LEAST_HEIGHT), MOST_HEIGHT);
}

export function asksForHeight(message: unknown): boolean {
  return v.is(questionSchema, message);
}
