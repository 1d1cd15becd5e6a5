// What native software reaches on one card when it trains networks for images, at the batch sizes that its
// authors chose. The utilisation is derived: three forward passes' multiply-accumulates an image over the
// card's dense peak; a test computes it anew from the zoo.
import * as v from 'valibot';
import { peakKinds } from './accelerators.ts';
import records from './native-throughput.json';
import { citation } from './schema.ts';

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));

const throughputSchema = v.strictObject({
  /** Id in the zoo. */
  model: v.string(),
  imagePixels: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  /** Id in accelerators.json. */
  card: v.string(),
  /** The peak that it is held against: mixed precision counts as f16 on matrix units. */
  peak: v.picklist(peakKinds),
  imagesPerSecond: positive,
  utilization: v.pipe(positive, v.maxValue(1)),
  ...citation,
});

export type NativeThroughput = v.InferOutput<typeof throughputSchema>;

export const nativeThroughput: readonly NativeThroughput[] = v.parse(
  v.array(throughputSchema),
  records,
);
