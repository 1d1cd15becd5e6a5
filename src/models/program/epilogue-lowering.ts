// Bias and fused activation behind a product whose kernel has no epilogue: one pass over the result for both.
import type { EpilogueAttributes } from '../variants/epilogue.ts';
import type { CopyContext } from './copy-lowering.ts';
import type { Value } from './program.ts';

/** Of the result; the bias has one value for each column. */
interface EpilogueSizes {
  readonly rows: number;
  readonly columns: number;
  readonly inner: number;
}

/** @param bias undefined where the layer has none. */
export function emitEpilogue(
  { emit, precision }: CopyContext,
  { activation: kind }: Pick<EpilogueAttributes, 'activation'>,
  { rows, columns, inner }: EpilogueSizes,
  { x, bias }: { readonly x: Value; readonly bias: Value | undefined },
): Value {
  const sizes = { op: 'elementwise', rows, columns, inner, precision } as const;
  if (bias !== undefined) {
    // The bias's GELU is the tanh form.
    const kinds = { relu: 'bias-relu', 'gelu-tanh': 'bias-gelu', none: 'bias' } as const;
    const y = emit.value('y', x.length);
    emit.run(
      'forward',
      { ...sizes, kind: kinds[kind ?? 'none'] },
      { reads: { x, operand: bias }, writes: { y } },
    );
    return y;
  }
  if (kind === undefined) return x;
  const y = emit.value('y', x.length);
  emit.run('forward', { ...sizes, kind }, { reads: { x }, writes: { y } });
  return y;
}
