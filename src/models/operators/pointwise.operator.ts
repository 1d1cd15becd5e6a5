// A function of one element of each operand, with broadcasting. Operands are the inputs and, after them,
// learned tensors (the bias that is added, the scale that multiplies).
import * as v from 'valibot';
import { elementCount, shapeLabel, type TensorShape } from '../graph.ts';
import { broadcastShapes } from '../named-shape.ts';
import { type CostCall, defineOperator, refuse, type ShapeCall } from '../operator.ts';
import { packedShapesAttribute, unpackShapes } from '../packed-shapes.ts';
import { POINTWISE, POINTWISE_FUNCTIONS, type PointwiseCost } from '../pointwise-functions.ts';
import { totalElements } from '../shapes.ts';
import { streaming } from '../streaming.ts';

const attributes = v.strictObject({
  function: v.picklist(POINTWISE_FUNCTIONS),
  parameterShapes: v.optional(packedShapesAttribute, []),
  /** All operands are integers or truth values: no floating-point operation is counted. */
  integers: v.optional(v.boolean(), false),
});
type PointwiseAttributes = v.InferOutput<typeof attributes>;

function outputShape(call: ShapeCall<PointwiseAttributes>): TensorShape {
  const operands = [...call.inputs, ...unpackShapes(call.attributes.parameterShapes)];
  const shape = broadcastShapes(operands);
  if (shape) return shape;
  const shapes = operands.map((each) => shapeLabel(each) || 'a scalar').join(' and ');
  return refuse(`${shapes} cannot be combined element by element.`);
}

function costOf(call: CostCall<PointwiseAttributes>): PointwiseCost {
  const elements = totalElements(call.outputs);
  if (call.attributes.integers) return { flops: 0, special: 0 };
  const cost: PointwiseCost = POINTWISE[call.attributes.function];
  const operands = call.inputs.length + call.parameters.length;
  const flops = cost.flops + Math.max(0, operands - 2) * (cost.more ?? 0);
  return { flops: flops * elements, special: cost.special * elements };
}

export const operator = defineOperator({
  name: 'pointwise',
  label: 'elementwise function',
  attributes,
  parameters: ({ attributes: a }) =>
    unpackShapes(a.parameterShapes).map((shape, index) => ({ name: `operand${index}`, shape })),
  inferShapes: (call) => [outputShape(call)],
  forward: (call) => {
    const { flops, special } = costOf(call);
    return streaming({
      reads: [...call.inputs, ...call.parameters],
      writes: call.outputs,
      elementBytes: call.elementBytes,
      flops,
      specialFunctions: special,
    });
  },
  // A product with the derivative for each input, and the sums over what broadcasting repeated.
  backwardData: (call) => {
    const { flops, special } = costOf(call);
    const elements = totalElements(call.outputs);
    const sums = call.inputs.filter((shape) => elementCount(shape) < elements).length * elements;
    return streaming({
      reads: [...call.inputs, ...call.outputs],
      writes: call.inputs,
      elementBytes: call.elementBytes,
      flops: call.attributes.integers ? 0 : flops + call.inputs.length * elements + sums,
      specialFunctions: special,
    });
  },
  backwardWeights: (call) =>
    streaming({
      reads: [...call.inputs, ...call.outputs],
      writes: call.parameters,
      elementBytes: call.elementBytes,
      flops: 2 * call.parameters.length * totalElements(call.outputs),
    }),
  keeps: ({ attributes: a, inputs }) =>
    a.integers || a.function === 'add' || a.function === 'subtract'
      ? {}
      : { inputs: inputs.map((_, index) => index) },
});
