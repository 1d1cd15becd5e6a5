// Dense matrix products, alone or in a batch, with the operands as the backward passes find them and with
// what a network does to the product before it is stored.
import * as v from 'valibot';
import { precisionSchema, sizeSchema } from './fields.ts';

/** C (m×n) = A (m×k) · B (k×n), row-major, `batch` times. */
export const matmulSchema = v.object({
  op: v.literal('matmul'),
  m: sizeSchema,
  n: sizeSchema,
  k: sizeSchema,
  precision: precisionSchema,
  /** Independent products of this shape; 1 when absent. */
  batch: v.exactOptional(sizeSchema),
  /**
   * The operand that is stored transposed: 'a' as k×m (the gradient of the weights, Aᵀ·B), 'b' as n×k (the
   * gradient of the input, A·Bᵀ). None when absent.
   */
  transpose: v.exactOptional(v.picklist(['a', 'b'])),
  /** Epilogue, in this order: + bias (n values), activation, + residual (m×n). */
  bias: v.exactOptional(v.boolean()),
  activation: v.exactOptional(v.picklist(['relu', 'gelu'])),
  residual: v.exactOptional(v.boolean()),
});

export type MatmulProblem = Readonly<v.InferOutput<typeof matmulSchema>>;

export function matmulMacs({ m, n, k, batch = 1 }: MatmulProblem): number {
  return batch * m * n * k;
}

export function matmulLabel(problem: MatmulProblem): string {
  const { m, n, k, batch = 1, transpose, bias, activation, residual } = problem;
  const parts = [`${m} × ${n} × ${k}`];
  if (batch !== 1) parts.push(`batch ${batch}`);
  if (transpose !== undefined) parts.push(transpose === 'a' ? 'Aᵀ·B' : 'A·Bᵀ');
  const activations = { relu: 'ReLU', gelu: 'GELU' } as const;
  const epilogue = [
    ...(bias === true ? ['bias'] : []),
    ...(activation === undefined ? [] : [activations[activation]]),
    ...(residual === true ? ['residual'] : []),
  ];
  if (epilogue.length > 0) parts.push(`with ${epilogue.join(', ')}`);
  return parts.join(', ');
}
