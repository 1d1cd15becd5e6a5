// Activations become int8 while a network runs: each row by its own scale.
import * as v from 'valibot';
import { precisionSchema, sizeSchema } from './fields.ts';

/**
 * q = round(x / s) with s = max |x| / 127 of its row. Reads `x` (rows × columns) in `precision`, writes `words` and
 * `scales` as the scheme int8 of `quantized-matmul` reads them: four values a word, rows padded with zeros to 16
 * values, one f32 scale a row.
 */
export const quantizeRowsSchema = v.object({
  op: v.literal('quantize-rows'),
  rows: sizeSchema,
  columns: sizeSchema,
  precision: precisionSchema,
});

export type QuantizeRowsProblem = Readonly<v.InferOutput<typeof quantizeRowsSchema>>;

/** Rows of int8 start on vectors of four words, which hold sixteen values. */
const WORDS_OF_VECTOR = 4;
const VALUES_OF_VECTOR = 16;

/** Words of one row of int8. */
export function int8WordsPerRow(columns: number): number {
  return WORDS_OF_VECTOR * Math.ceil(columns / VALUES_OF_VECTOR);
}

export function quantizeRowsLabel({ rows, columns }: QuantizeRowsProblem): string {
  return `${rows} × ${columns}, to int8`;
}
