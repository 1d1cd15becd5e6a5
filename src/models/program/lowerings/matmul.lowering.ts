// Product of two activations, batched over the leading axes: the two products of attention. An operand with fewer of
// them is repeated first (grouped queries), and its gradient summed over the repetitions.
import type * as v from 'valibot';
import { elementCount } from '../../graph.ts';
import { matmulAttributes } from '../../operators/matmul.operator.ts';
import { emitCopy } from '../copy-lowering.ts';
import { type Bound, defineLowering, type LoweringCall } from '../lowering.ts';
import { sumOfRepetitions } from '../sum-of-repetitions.ts';
import { type Copy, copyReason, keepsOrder, repetition, sizesOf } from '../strides.ts';

type Attributes = v.InferOutput<typeof matmulAttributes>;

/** How each operand becomes one matrix for every product. */
function repetitionsOf({
  inputs: [left, right],
  outputShapes: [output],
  attributes: { sharedB },
}: Pick<LoweringCall<Attributes>, 'inputs' | 'outputShapes' | 'attributes'>): readonly Copy[] {
  const leading = sizesOf(output ?? []).slice(0, -2);
  const repeated = ({ shape }: Bound) =>
    repetition(sizesOf(shape), [...leading, ...sizesOf(shape).slice(-2)]);
  if (!left || !right) return [];
  const [batch = 1, heads = 1] = leading;
  const [, shared = 1, ...matrix] = sizesOf(right.shape);
  if (!sharedB || shared === heads) return [repeated(left), repeated(right)];
  // Each serves as many neighbouring heads.
  return [
    repeated(left),
    repetition([batch, shared, 1, ...matrix], [batch, shared, heads / shared, ...matrix]),
  ];
}

export const lowering = defineLowering({
  operator: 'matmul',
  attributes: matmulAttributes,
  unsupported: (call) =>
    repetitionsOf(call)
      .map(copyReason)
      .find((reason) => reason !== undefined),
  lower: (call) => {
    const { attributes, inputs, outputShapes, precision, emit } = call;
    const { transposeB } = attributes;
    const [left, right] = inputs;
    const [output] = outputShapes;
    if (!left || !right || !output) throw new Error('A product has two inputs and an output.');
    const batch = elementCount(output.slice(0, -2));
    const m = left.shape.at(-2)?.size ?? 1;
    const k = left.shape.at(-1)?.size ?? 1;
    const n = output.at(-1)?.size ?? 1;
    const repetitions = repetitionsOf(call);
    const [a = left.value, b = right.value] = [left.value, right.value].map((value, index) => {
      const copy = repetitions[index];
      return copy === undefined || keepsOrder(copy)
        ? value
        : emitCopy(call, 'forward', copy, value);
    });
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
        return [da, db].map((gradient, index) => {
          const copy = repetitions[index];
          return gradient === undefined || copy === undefined || keepsOrder(copy)
            ? gradient
            : sumOfRepetitions(call, copy, gradient);
        });
      },
    };
  },
});
