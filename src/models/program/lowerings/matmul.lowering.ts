// Product of two activations, batched over equal leading axes: the two products of attention.
import { elementCount } from '../../graph.ts';
import { matmulAttributes } from '../../operators/matmul.operator.ts';
import { sameSizes } from '../../shapes.ts';
import { defineLowering } from '../lowering.ts';

export const lowering = defineLowering({
  operator: 'matmul',
  attributes: matmulAttributes,
  unsupported: ({ inputs: [left, right] }) =>
    sameSizes(left?.shape.slice(0, -2) ?? [], right?.shape.slice(0, -2) ?? [])
      ? undefined
      : 'Products of activations whose operands are repeated (grouped queries) cannot be run yet.',
  lower: ({ attributes: { transposeB }, inputs, outputShapes, precision, emit }) => {
    const [left, right] = inputs;
    const [output] = outputShapes;
    if (!left || !right || !output) throw new Error('A product has two inputs and an output.');
    const batch = elementCount(left.shape.slice(0, -2));
    const m = left.shape.at(-2)?.size ?? 1;
    const k = left.shape.at(-1)?.size ?? 1;
    const n = output.at(-1)?.size ?? 1;
    const a = left.value;
    const b = right.value;
    const batched = { op: 'matmul', precision, ...(batch === 1 ? {} : { batch }) } as const;
    const c = emit.value('product', batch * m * n);
    emit.run(
      'forward',
      { ...batched, m, n, k, ...(transposeB ? { transpose: 'b' as const } : {}) },
      { reads: { a, b }, writes: { c } },
    );
    return {
      outputs: [c],
      backward: ({ gradients: [dc], wanted: [wantsLeft = false, wantsRight = false] }) => {
        if (dc === undefined) return [];
        // dA (m×k) = dC (m×n) · Bᵀ, where B is stored k×n, or n×k when it was transposed already.
        const da = wantsLeft ? emit.value('da', batch * m * k) : undefined;
        if (da !== undefined) {
          emit.run(
            'backwardData',
            { ...batched, m, n: k, k: n, ...(transposeB ? {} : { transpose: 'b' as const }) },
            { reads: { a: dc, b }, writes: { c: da } },
          );
        }
        // dB (k×n) = Aᵀ · dC, or (n×k) = dCᵀ · A.
        const db = wantsRight ? emit.value('db', batch * k * n) : undefined;
        if (db !== undefined) {
          const sizes = transposeB ? { m: n, n: k, k: m } : { m: k, n, k: m };
          emit.run(
            'backwardData',
            { ...batched, ...sizes, transpose: 'a' },
            { reads: transposeB ? { a: dc, b: a } : { a, b: dc }, writes: { c: db } },
          );
        }
        return [da, db];
      },
    };
  },
});
