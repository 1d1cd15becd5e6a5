// Layer normalisation over rows. Over another axis than the last, the input is copied so that the axis is last,
// and the result back.
import type * as v from 'valibot';
import type { TensorShape } from '../../graph.ts';
import { layerNormAttributes } from '../../operators/layer-norm.operator.ts';
import { axisIndex } from '../../shapes.ts';
import { emitCopy } from '../copy-lowering.ts';
import { defineLowering, type LoweringCall } from '../lowering.ts';
import type { Value } from '../program.ts';
import { type Copy, copyReason, keepsOrder, permutation, reversed, sizesOf } from '../strides.ts';

type Attributes = v.InferOutput<typeof layerNormAttributes>;

/** Index of the axis that is normalised. */
function normalisedAxis(shape: TensorShape, { axis }: Attributes): number {
  return axis === undefined ? shape.length - 1 : axisIndex(shape, axis);
}

/** Moves the axis to the end. */
function copyOf(shape: TensorShape, attributes: Attributes): Copy {
  const axis = normalisedAxis(shape, attributes);
  const others = shape.flatMap((_, index) => (index === axis ? [] : [index]));
  return permutation(sizesOf(shape), [...others, axis]);
}

export const lowering = defineLowering({
  operator: 'layer-norm',
  attributes: layerNormAttributes,
  unsupported: ({ attributes, inputs: [input], precision }) => {
    // States are f32, and stand in for what is not learned.
    if (precision !== 'f32' && !(attributes.learned && attributes.bias)) {
      return 'Layer normalisation without a learned scale and shift can be run in f32 only.';
    }
    const copy = copyOf(input?.shape ?? [], attributes);
    return keepsOrder(copy) ? undefined : copyReason(copy);
  },
  lower: (call) => {
    const { attributes, inputs, parameters, precision, emit } = call;
    const [input] = inputs;
    const [scale, shift] = parameters;
    if (!input) throw new Error('Layer normalisation has an input.');
    const columns = input.shape[normalisedAxis(input.shape, attributes)]?.size ?? 0;
    const sizes = { rows: input.value.length / columns, columns };
    const copy = copyOf(input.shape, attributes);
    const isLast = keepsOrder(copy);
    const moved = (pass: 'forward' | 'backwardData', value: Value) =>
      isLast ? value : emitCopy(call, pass, copy, value);
    const movedBack = (pass: 'forward' | 'backwardData', value: Value) =>
      isLast ? value : emitCopy(call, pass, reversed(copy), value);

    const x = moved('forward', input.value);
    const gamma = scale?.value ?? constant(call, columns, 1);
    const beta = shift?.value ?? constant(call, columns, 0);
    const y = emit.value('y', x.length);
    emit.run(
      'forward',
      { op: 'normalization', kind: 'layer', ...sizes, precision },
      { reads: { x, gamma, beta }, writes: { y } },
    );
    return {
      outputs: [movedBack('forward', y)],
      backward: ({ gradients: [gradient], wanted: [wantsInput = false], parameterGradient }) => {
        if (gradient === undefined) return [];
        const dy = moved('backwardData', gradient);
        const dx = emit.value('dx', x.length);
        // What is not learned has no gradient: the kernel's goes nowhere.
        const into = (index: number, name: string, write: (target: Value) => void) => {
          if (index < parameters.length) parameterGradient(index, write);
          else write(emit.value(`unused ${name}`, columns));
        };
        into(0, 'dgamma', (dgamma) => {
          into(1, 'dbeta', (dbeta) => {
            emit.run(
              'backwardData',
              { op: 'layer-normalization-gradient', ...sizes, precision },
              { reads: { x, dy, gamma }, writes: { dx, dgamma, dbeta } },
            );
          });
        });
        return wantsInput ? [movedBack('backwardData', dx)] : [];
      },
    };
  },
});

/** Shared by all layers of that width. */
function constant({ emit }: LoweringCall<Attributes>, columns: number, value: 0 | 1): Value {
  return emit.state(`${columns} ${value === 0 ? 'zeros' : 'ones'}`, columns, value);
}
