// Multiplies by a learned number for each place along one axis: the layer scale of ConvNeXt (channels), the
// logit scale of Swin V2 (heads), which stores the logarithm and caps it.
import * as v from 'valibot';
import { elementCount, type TensorShape } from '../graph.ts';
import { type CostCall, defineOperator } from '../operator.ts';
import { axisIndex, dimension, inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';

export const scaleParameterAttributes = v.strictObject({
  axis: v.string(),
  /** The factor is exp(min(parameter, log 100)), Swin V2's cap. */
  exponential: v.optional(v.boolean(), false),
});

type ScaleCall = CostCall<v.InferOutput<typeof scaleParameterAttributes>>;

/** Cap and exp of every factor. */
function factorFlops({ attributes: a, parameters }: ScaleCall) {
  const factors = a.exponential ? elementCount(inputShape(parameters)) : 0;
  return { flops: 2 * factors, specialFunctions: factors };
}

export const operator = defineOperator({
  name: 'scale-parameter',
  label: 'learned scale',
  attributes: scaleParameterAttributes,
  parameters: ({ attributes: a, inputs }) => {
    const shape = inputShape(inputs);
    const index = axisIndex(shape, a.axis);
    // Ones behind it, so that the stored tensor can be multiplied as it is.
    const factors: TensorShape = shape
      .slice(index)
      .map((each, position) => (position === 0 ? each : dimension(each.name, 1)));
    return [{ name: '', shape: factors }];
  },
  inferShapes: ({ inputs }) => [inputShape(inputs)],
  forward: (call) => {
    const { flops, specialFunctions } = factorFlops(call);
    return streaming({
      reads: [...call.inputs, ...call.parameters],
      writes: call.outputs,
      elementBytes: call.elementBytes,
      flops: elementCount(inputShape(call.inputs)) + flops,
      specialFunctions,
    });
  },
  backwardData: (call) =>
    streaming({
      reads: [...call.outputs, ...call.parameters],
      writes: call.inputs,
      elementBytes: call.elementBytes,
      flops: elementCount(inputShape(call.inputs)),
    }),
  // The sum of x·dy over everything but the axis; times the factor itself where it is an exponential.
  backwardWeights: (call) =>
    streaming({
      reads: [...call.inputs, ...call.outputs],
      writes: call.parameters,
      elementBytes: call.elementBytes,
      flops:
        2 * elementCount(inputShape(call.inputs)) +
        (call.attributes.exponential ? elementCount(inputShape(call.parameters)) : 0),
    }),
  keeps: () => ({ inputs: [0] }),
});
