// Convolution over images: one product forward, two backward; the bias is added, and its gradient summed, apart.
import type * as v from 'valibot';
import type { Conv2dShape } from '../../../shared/problem.ts';
import { elementCount } from '../../graph.ts';
import { conv2dAttributes } from '../../operators/conv2d.operator.ts';
import { imageShape, inputShape } from '../../shapes.ts';
import { defineLowering, type LoweringCall } from '../lowering.ts';

type Attributes = v.InferOutput<typeof conv2dAttributes>;

function shapeOf({
  attributes: a,
  inputs,
  precision,
}: Omit<LoweringCall<Attributes>, 'emit'>): Conv2dShape {
  const image = imageShape(inputShape(inputs.map(({ shape }) => shape)));
  return {
    batch: image.batch.size,
    inChannels: image.channels.size,
    height: image.height.size,
    width: image.width.size,
    outChannels: a.outChannels,
    kernelHeight: a.kernel[0],
    kernelWidth: a.kernel[1],
    stride: a.stride[0],
    padding: a.padding[0],
    groups: a.groups,
    precision,
  };
}

export const lowering = defineLowering({
  operator: 'conv2d',
  attributes: conv2dAttributes,
  unsupported: ({ attributes: { stride, padding, dilation } }) => {
    if (stride[0] !== stride[1])
      return 'Convolutions with two different strides cannot be run yet.';
    if (padding[0] !== padding[1]) {
      return 'Convolutions padded differently in height and width cannot be run yet.';
    }
    return dilation[0] === 1 && dilation[1] === 1
      ? undefined
      : 'Dilated convolutions cannot be run yet.';
  },
  lower: (call) => {
    const { inputs, outputShapes, parameters, precision, emit } = call;
    const [input] = inputs;
    const [weight, bias] = parameters;
    if (!input || !weight) throw new Error('A convolution has an input and a weight.');
    const shape = shapeOf(call);
    const output = imageShape(inputShape(outputShapes));
    const pixels = output.height.size * output.width.size;
    const { batch, outChannels } = shape;
    const length = batch * outChannels * pixels;
    const x = input.value;
    const product = emit.value('product', length);
    emit.run(
      'forward',
      { op: 'conv2d', ...shape },
      { reads: { x, w: weight.value }, writes: { y: product } },
    );
    let y = product;
    if (bias) {
      y = emit.value('y', length);
      emit.run(
        'forward',
        {
          op: 'elementwise',
          kind: 'bias',
          rows: batch,
          columns: outChannels,
          inner: pixels,
          precision,
        },
        { reads: { x: product, operand: bias.value }, writes: { y } },
      );
    }
    return {
      outputs: [y],
      backward: ({ gradients: [dy], wanted: [wantsInput = false], parameterGradient }) => {
        if (dy === undefined) return [];
        parameterGradient(0, (target) => {
          emit.run(
            'backwardWeights',
            { op: 'conv2d-backward-weights', ...shape },
            { reads: { x, dy }, writes: { dw: target } },
          );
        });
        if (bias) {
          parameterGradient(1, (target) => {
            emit.run(
              'backwardWeights',
              { op: 'sum', outer: batch, columns: outChannels, inner: pixels, precision },
              { reads: { x: dy }, writes: { y: target } },
            );
          });
        }
        if (!wantsInput) return [];
        const dx = emit.value('dx', elementCount(input.shape));
        emit.run(
          'backwardData',
          { op: 'conv2d-backward-data', ...shape },
          { reads: { dy, w: weight.value }, writes: { dx } },
        );
        return [dx];
      },
    };
  },
});
