// Products with sparse or quantized weights, with the activations that they read.
import { int8WordsPerRow } from '../../shared/problem.ts';
import { storedProductProblem, type StoredProductSizes } from '../variants/stored-product.ts';
import type { CopyContext } from './copy-lowering.ts';
import type { Value } from './program.ts';

interface StoredProductOperands {
  /** The dense parameter. */
  readonly weight: Value;
  /** One row of the product's `rows` a column where the weights are sparse, else a row. */
  readonly x: Value;
}

/** @returns the result, laid out as `x` is. */
export function emitStoredProduct(
  context: CopyContext,
  product: StoredProductSizes,
  { weight, x }: StoredProductOperands,
): Value {
  const { emit } = context;
  const problem = storedProductProblem({ ...product, precision: context.precision });
  const packed = emit.packed(weight, problem);
  const length = product.rows * product.outFeatures;
  if (problem.op === 'sparse-matmul') {
    const c = emit.value('product', length);
    emit.run('forward', problem, { reads: { ...packed, b: x }, writes: { c } });
    return c;
  }
  if (problem.scheme !== 'int8') {
    const c = emit.value('product', length);
    emit.run('forward', problem, { reads: { ...packed, a: x }, writes: { c } });
    return c;
  }
  const { words, scales } = emitQuantizedRows(context, product, x);
  const c = emit.value('product', length, 'f32');
  const reads = { ...packed, a: words, scaleA: scales };
  emit.run('forward', problem, { reads, writes: { c } });
  return c;
}

function emitQuantizedRows(
  { emit, precision }: CopyContext,
  { rows, inFeatures }: StoredProductSizes,
  x: Value,
): { readonly words: Value; readonly scales: Value } {
  const words = emit.value('int8 rows', rows * int8WordsPerRow(inFeatures), 'u32');
  const scales = emit.value('scales of rows', rows, 'f32');
  emit.run(
    'forward',
    { op: 'quantize-rows', rows, columns: inFeatures, precision },
    { reads: { x }, writes: { words, scales } },
  );
  return { words, scales };
}
