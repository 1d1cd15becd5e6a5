// Layer normalisation over the last axis, or over one that is named, with a learned scale and shift.
import * as v from 'valibot';
import { type Dimension, elementCount, type TensorShape } from '../graph.ts';
import { normalisationBackward, scaleAndShift } from '../normalisation.ts';
import { defineOperator } from '../operator.ts';
import { axisIndex, inputShape, lastDimension } from '../shapes.ts';
import { streaming } from '../streaming.ts';

/** Mean 1; subtract, square, add 3; normalise, scale, shift 3. */
const FORWARD_FLOPS = 7;
/** As batch normalisation, with dy scaled first. */
const BACKWARD_DATA_FLOPS = 7;

export const layerNormAttributes = v.strictObject({
  /** Name of the axis; the last one when absent. The layer norm of ConvNeXt runs over the channels of images. */
  axis: v.optional(v.string()),
  /** False where it only normalises (OLMo). */
  learned: v.optional(v.boolean(), true),
  /** False where it has a scale and no shift. */
  bias: v.optional(v.boolean(), true),
});

type LayerNormAttributes = v.InferOutput<typeof layerNormAttributes>;

function normalised({ axis }: LayerNormAttributes, shape: TensorShape): Dimension {
  const last = lastDimension(shape);
  return axis === undefined ? last : (shape[axisIndex(shape, axis)] ?? last);
}

export const operator = defineOperator({
  name: 'layer-norm',
  label: 'layer normalisation',
  arithmetic: 'normalisation',
  attributes: layerNormAttributes,
  parameters: ({ attributes: a, inputs }) =>
    a.learned ? scaleAndShift([normalised(a, inputShape(inputs))]).slice(0, a.bias ? 2 : 1) : [],
  inferShapes: ({ inputs }) => [inputShape(inputs)],
  forward: (call) => {
    const input = inputShape(call.inputs);
    return streaming({
      reads: [input, ...call.parameters],
      writes: call.outputs,
      elementBytes: call.elementBytes,
      // One less without the shift, two less without the scale as well.
      flops: elementCount(input) * (FORWARD_FLOPS - 2 + call.parameters.length),
      // One root and one division per row.
      specialFunctions: (2 * elementCount(input)) / normalised(call.attributes, input).size,
    });
  },
  ...normalisationBackward<LayerNormAttributes>(BACKWARD_DATA_FLOPS),
});
