// Convolution over images: one product forward, two backward; the bias is added, and its gradient summed, apart.
import { elementCount } from '../../graph.ts';
import { conv2dAttributes } from '../../operators/conv2d.operator.ts';
import { imageShape, inputShape } from '../../shapes.ts';
import { convolutionViews } from '../convolution-views.ts';
import { emitCopy } from '../copy-lowering.ts';
import { defineLowering } from '../lowering.ts';
import { unsupportedWeights } from '../../variants/unsupported-weights.ts';
import { reversed } from '../strides.ts';

export const lowering = defineLowering({
  operator: 'conv2d',
  attributes: conv2dAttributes,
  unsupported: (call) => unsupportedWeights(call),
  lower: (call) => {
    const { inputs, outputShapes, parameters, precision, emit } = call;
    const [input] = inputs;
    const [weight, bias] = parameters;
    if (!input || !weight) throw new Error('A convolution has an input and a weight.');
    const output = imageShape(inputShape(outputShapes));
    const { before, shape, after } = convolutionViews(
      input.shape,
      inputShape(outputShapes),
      call.attributes,
      precision,
    );
    const pixels = output.height.size * output.width.size;
    const batch = output.batch.size;
    const { outChannels } = shape;
    const length = batch * outChannels * pixels;
    const x = before.reduce((seen, copy) => emitCopy(call, 'forward', copy, seen), input.value);
    const computed = emit.value('product', after[0]?.sourceLength ?? length);
    emit.run(
      'forward',
      { op: 'conv2d', ...shape },
      { reads: { x, w: weight.value }, writes: { y: computed } },
    );
    const product = after.reduce((seen, copy) => emitCopy(call, 'forward', copy, seen), computed);
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
      backward: ({ gradients: [given], wanted: [wantsInput = false], parameterGradient }) => {
        if (given === undefined) return [];
        const dy = after.reduceRight(
          (seen, copy) => emitCopy(call, 'backwardData', reversed(copy), seen),
          given,
        );
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
              { reads: { x: given }, writes: { y: target } },
            );
          });
        }
        if (!wantsInput) return [];
        const dx = emit.value('dx', before.at(-1)?.targetLength ?? elementCount(input.shape));
        emit.run(
          'backwardData',
          { op: 'conv2d-backward-data', ...shape },
          { reads: { dy, w: weight.value }, writes: { dx } },
        );
        return [
          before.reduceRight(
            (seen, copy) => emitCopy(call, 'backwardData', reversed(copy), seen),
            dx,
          ),
        ];
      },
    };
  },
});
