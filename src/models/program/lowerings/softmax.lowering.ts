// Softmax over the last axis, with the scale and the causal mask of attention in the same kernel. The mask of shifted
// windows is added before.
import type * as v from 'valibot';
import { elementCount, type TensorShape } from '../../graph.ts';
import { softmaxAttributes } from '../../operators/softmax.operator.ts';
import { inputShape, lastDimension } from '../../shapes.ts';
import { type Bound, defineLowering, type LoweringCall } from '../lowering.ts';
import type { Value } from '../program.ts';
import { type ShiftedWindows, shiftedWindowMask, windowsOf } from '../shifted-window-mask.ts';

type SoftmaxAttributes = v.InferOutput<typeof softmaxAttributes>;

/** Queries × keys are the last two axes of scores. A mask of padding hides nothing: no example is padded. */
function sizesOf({ scale, headSize, mask }: SoftmaxAttributes, shape: TensorShape) {
  const columns = lastDimension(shape).size;
  const queries = shape.at(-2)?.size ?? 1;
  return {
    rows: elementCount(shape) / columns,
    columns,
    scaling: scale && headSize !== undefined ? { headSize } : {},
    masking: mask === 'causal' ? { causalQueries: queries } : {},
  };
}

export const lowering = defineLowering({
  operator: 'softmax',
  attributes: softmaxAttributes,
  unsupported: ({ attributes, inputs: [input], precision }) => {
    const { scale, headSize, mask } = attributes;
    const shape = input?.shape ?? [];
    if (scale && headSize === undefined) {
      return 'Scores that are scaled after something was added to them, or by an unknown size, cannot be run.';
    }
    if (mask === 'window') return windowsReason(attributes, shape, precision);
    const { columns, masking } = sizesOf(attributes, shape);
    return (masking.causalQueries ?? 1) > columns
      ? 'A causal mask over fewer keys than queries cannot be run.'
      : undefined;
  },
  lower: (call) => {
    const { attributes, precision, emit } = call;
    const [input] = call.inputs;
    if (!input) throw new Error('Softmax has an input.');
    const { rows, columns, scaling, masking } = sizesOf(attributes, inputShape([input.shape]));
    const x = attributes.mask === 'window' ? maskWindows(call, input) : input.value;
    const y = emit.value('y', rows * columns);
    emit.run(
      'forward',
      { op: 'softmax', rows, columns, ...scaling, ...masking, precision },
      { reads: { x }, writes: { y } },
    );
    return {
      outputs: [y],
      backward: ({ gradients: [dy], wanted: [wanted = false] }) => {
        if (dy === undefined || !wanted) return [];
        const dx = emit.value('dx', rows * columns);
        emit.run(
          'backwardData',
          { op: 'softmax-gradient', rows, columns, ...scaling, precision },
          { reads: { y, dy }, writes: { dx } },
        );
        return [dx];
      },
    };
  },
});

function geometryOf({ window, image, shifts }: SoftmaxAttributes): ShiftedWindows | undefined {
  if (window === undefined || image === undefined || shifts === undefined) return undefined;
  return { window, image, shifts };
}

function windowsReason(
  attributes: SoftmaxAttributes,
  shape: TensorShape,
  precision: LoweringCall<unknown>['precision'],
): string | undefined {
  const geometry = geometryOf(attributes);
  if (geometry === undefined) {
    return 'The mask of shifted windows cannot be run: the model does not say how its image was cut.';
  }
  if (attributes.scale) return 'Scores of shifted windows must be scaled before their mask.';
  // The mask is a state, and states are f32.
  if (precision !== 'f32') return 'The mask of shifted windows can be run in f32 only.';
  const { window, image } = geometry;
  const [windows = 0, , queries, keys, ...more] = shape.map(({ size }) => size);
  const fits =
    image.every((size) => size % window === 0) &&
    windows % windowsOf(geometry) === 0 &&
    queries === window ** 2 &&
    keys === window ** 2 &&
    more.length === 0;
  return fits ? undefined : 'The mask of shifted windows does not fit the scores.';
}

/** Windows of an image follow each other, images as well: one mask for each image. */
function maskWindows(
  { attributes, precision, emit }: LoweringCall<SoftmaxAttributes>,
  { value, shape }: Bound,
): Value {
  const geometry = geometryOf(attributes);
  if (geometry === undefined) throw new Error('The mask of shifted windows has a geometry.');
  const { window, image, shifts } = geometry;
  const heads = shape[1]?.size ?? 1;
  const columns = windowsOf(geometry) * heads * window ** 4;
  const operand = emit.state(
    `mask of ${image.join(' × ')} in windows of ${window}, shifted by ${shifts.join(', ')}, ${heads} heads`,
    columns,
    () => shiftedWindowMask(geometry, heads),
  );
  const y = emit.value('masked scores', value.length);
  emit.run(
    'forward',
    { op: 'elementwise', kind: 'bias', rows: value.length / columns, columns, precision },
    { reads: { x: value, operand }, writes: { y } },
  );
  return y;
}
