// An operation that reads and writes its tensors once and whose outputs and arithmetic the importer of a model
// file works out: sorting, non-maximum suppression, grid sampling, Fourier transforms.
import * as v from 'valibot';
import { defineOperator } from '../operator.ts';
import { packedShapesAttribute, unpackShapes } from '../packed-shapes.ts';
import { totalElements } from '../shapes.ts';
import { streaming } from '../streaming.ts';

const amount = v.pipe(v.number(), v.finite(), v.minValue(0));

export const operator = defineOperator({
  name: 'routine',
  label: 'other operation',
  attributes: v.strictObject({
    /** "TopK". */
    kind: v.string(),
    outputs: packedShapesAttribute,
    /** Learned tensors that it reads. */
    parameterShapes: v.optional(packedShapesAttribute, []),
    flops: v.optional(amount, 0),
    /** exp, log, √ and ÷ among them. */
    specialFunctions: v.optional(amount, 0),
    /** A selection reads no more than it writes. */
    readsOutputs: v.optional(v.boolean(), false),
  }),
  parameters: ({ attributes: a }) =>
    unpackShapes(a.parameterShapes).map((shape, index) => ({ name: `parameter${index}`, shape })),
  inferShapes: ({ attributes: a }) => unpackShapes(a.outputs),
  forward: (call) =>
    streaming({
      reads: call.attributes.readsOutputs ? call.outputs : [...call.inputs, ...call.parameters],
      writes: call.outputs,
      elementBytes: call.elementBytes,
      flops: call.attributes.flops,
      specialFunctions: call.attributes.specialFunctions,
    }),
  // At least the gradient of each input from that of the outputs, with the arithmetic of the forward pass.
  backwardData: (call) =>
    streaming({
      reads: call.outputs,
      writes: call.inputs,
      elementBytes: call.elementBytes,
      flops: call.attributes.flops,
    }),
  backwardWeights: (call) =>
    streaming({
      reads: call.outputs,
      writes: call.parameters,
      elementBytes: call.elementBytes,
      flops: totalElements(call.outputs),
    }),
  keeps: ({ inputs }) => ({ inputs: inputs.map((_, index) => index) }),
});
