// Y (rows × out) = X (rows × in) · Wᵀ + b, with W stored out × in.
import type * as v from 'valibot';
import { elementCount } from '../../graph.ts';
import { linearAttributes } from '../../operators/linear.operator.ts';
import { inputShape, lastDimension } from '../../shapes.ts';
import { epilogueOf } from '../../variants/epilogue.ts';
import { unsupportedWeights } from '../../variants/unsupported-weights.ts';
import { isQuantized, isSparse } from '../../variants/weight-storage.ts';
import { emitCopy } from '../copy-lowering.ts';
import { emitEpilogue } from '../epilogue-lowering.ts';
import { defineLowering, type LoweringCall } from '../lowering.ts';
import type { Value } from '../program.ts';
import { emitStoredProduct } from '../stored-product-lowering.ts';
import { permutation } from '../strides.ts';

type LinearCall = LoweringCall<v.InferOutput<typeof linearAttributes>>;

function operandsOf({ inputs, parameters }: LinearCall) {
  const [input] = inputs;
  const [weight, bias] = parameters;
  if (!input || !weight) throw new Error('A linear layer has an input and a weight.');
  const shape = inputShape([input.shape]);
  const inFeatures = lastDimension(shape).size;
  return {
    x: input.value,
    weight: weight.value,
    bias: bias?.value,
    inFeatures,
    rows: elementCount(shape) / inFeatures,
  };
}

/** Sparse products read and write one token a column, the graph one a row: the same for a single token. */
function emitStored(call: LinearCall): Value | undefined {
  const { attributes } = call;
  // Weights are trained dense, and made sparse or quantized afterwards.
  if (call.mode === 'training' || !(isSparse(attributes) || isQuantized(attributes))) {
    return undefined;
  }
  const { x, weight, bias, inFeatures, rows } = operandsOf(call);
  const { outFeatures } = attributes;
  const isTransposed = isSparse(attributes) && rows > 1;
  const turned = (value: Value, sizes: readonly [number, number]) =>
    isTransposed ? emitCopy(call, 'forward', permutation(sizes, [1, 0]), value) : value;
  const product = emitStoredProduct(
    call,
    { storage: attributes, rows, inFeatures, outFeatures },
    { weight, x: turned(x, [rows, inFeatures]) },
  );
  return emitEpilogue(
    call,
    attributes,
    { rows, columns: outFeatures, inner: 1 },
    { x: turned(product, [outFeatures, rows]), bias },
  );
}

export const lowering = defineLowering({
  operator: 'linear',
  attributes: linearAttributes,
  unsupported: (call) => unsupportedWeights(call),
  lower: (call) => {
    const stored = emitStored(call);
    // Sparse and quantized weights are lowered so for inference only.
    if (stored !== undefined) return { outputs: [stored], backward: () => [] };
    const { attributes, precision, emit } = call;
    const { outFeatures } = attributes;
    const { x, weight, bias, inFeatures, rows } = operandsOf(call);
    const y = emit.value('y', rows * outFeatures);
    emit.run(
      'forward',
      {
        op: 'matmul',
        m: rows,
        n: outFeatures,
        k: inFeatures,
        transpose: 'b',
        ...(bias ? { bias: true } : {}),
        ...epilogueOf(attributes),
        precision,
      },
      { reads: { a: x, b: weight, ...(bias ? { bias } : {}) }, writes: { c: y } },
    );
    return {
      outputs: [y],
      backward: ({ gradients: [dy], wanted: [wantsInput = false], parameterGradient }) => {
        if (dy === undefined) return [];
        // dW (out × in) = dYᵀ · X.
        parameterGradient(0, (target) => {
          emit.run(
            'backwardWeights',
            { op: 'matmul', m: outFeatures, n: inFeatures, k: rows, transpose: 'a', precision },
            { reads: { a: dy, b: x }, writes: { c: target } },
          );
        });
        if (bias) {
          parameterGradient(1, (target) => {
            emit.run(
              'backwardWeights',
              { op: 'sum', outer: rows, columns: outFeatures, inner: 1, precision },
              { reads: { x: dy }, writes: { y: target } },
            );
          });
        }
        if (!wantsInput) return [];
        // dX (rows × in) = dY · W.
        const dx = emit.value('dx', rows * inFeatures);
        emit.run(
          'backwardData',
          { op: 'matmul', m: rows, n: inFeatures, k: outFeatures, precision },
          { reads: { a: dy, b: weight }, writes: { c: dx } },
        );
        return [dx];
      },
    };
  },
});
