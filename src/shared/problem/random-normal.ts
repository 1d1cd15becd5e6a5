// Independent standard normal numbers, drawn by counting: the same seed and place give the same number, on every device
// and however a buffer is cut.
import * as v from 'valibot';
import { precisionSchema, sizeSchema } from './fields.ts';

/**
 * Writes `y`. The uniform `seed` holds four words: the key (two), the number of the first four values, and how many fours
 * are drawn; what lies behind them becomes 0.
 */
export const randomNormalSchema = v.object({
  op: v.literal('random-normal'),
  elements: sizeSchema,
  precision: precisionSchema,
});

export type RandomNormalProblem = Readonly<v.InferOutput<typeof randomNormalSchema>>;

export function randomNormalLabel({ elements }: RandomNormalProblem): string {
  return `${elements} normal numbers`;
}
