// The fields that problems share, as the schema that everything from outside is parsed by.
import * as v from 'valibot';

/** The type of the stored operands. f16 kernels also state in which type they accumulate. */
export const precisionSchema = v.picklist(['f32', 'f16', 'i8']);
export type Precision = v.InferOutput<typeof precisionSchema>;

/** A length of at least 1; 2^40 is beyond every device's memory. */
export const sizeSchema = v.pipe(
  v.number(),
  v.finite(),
  v.integer(),
  v.minValue(1),
  v.maxValue(2 ** 40),
);

/** Border of zeros around an image, or an offset into a tensor. */
export const paddingSchema = v.pipe(
  v.number(),
  v.finite(),
  v.integer(),
  v.minValue(0),
  v.maxValue(2 ** 40),
);

export function bytesPerElement(precision: Precision): number {
  return { f32: 4, f16: 2, i8: 1 }[precision];
}
