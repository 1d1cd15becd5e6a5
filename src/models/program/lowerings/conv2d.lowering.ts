// Convolution over images: one product forward, two backward. For inference its kernel adds the bias and applies ReLU; in
// training, and where copies stand behind the kernel, they run apart.
import { elementCount } from '../../graph.ts';
import { conv2dAttributes } from '../../operators/conv2d.operator.ts';
import { imageShape, inputShape } from '../../shapes.ts';
import { convolutionEpilogue } from '../../variants/epilogue.ts';
import { unsupportedWeights } from '../../variants/unsupported-weights.ts';
import { convolutionViews } from '../convolution-views.ts';
import { emitCopy } from '../copy-lowering.ts';
import { emitEpilogue } from '../epilogue-lowering.ts';
import { defineLowering } from '../lowering.ts';
import { convolutionOperands, emitStoredConvolution } from '../stored-convolution-lowering.ts';
import { reversed } from '../strides.ts';

export const lowering = defineLowering({
  operator: 'conv2d',
  attributes: conv2dAttributes,
  unsupported: (call) => unsupportedWeights(call),
  lower: (call) => {
    const stored = emitStoredConvolution(call);
    if (stored !== undefined) return { outputs: [stored], backward: () => [] };
    const { attributes, outputShapes, precision, emit } = call;
    const { input, weight, bias } = convolutionOperands(call);
    const output = imageShape(inputShape(outputShapes));
    const { before, shape, after } = convolutionViews(
      input.shape,
      inputShape(outputShapes),
      attributes,
      precision,
    );
    const pixels = output.height.size * output.width.size;
    const batch = output.batch.size;
    const { outChannels } = shape;
    const length = batch * outChannels * pixels;
    const x = before.reduce((seen, copy) => emitCopy(call, 'forward', copy, seen), input.value);
    const computed = emit.value('product', after[0]?.sourceLength ?? length);
    // Training keeps its passes apart, as its suite measures them.
    const isFinished = call.mode === 'inference' && after.length === 0;
    emit.run(
      'forward',
      { op: 'conv2d', ...shape, ...(isFinished ? convolutionEpilogue(attributes) : {}) },
      {
        reads: { x, w: weight.value, ...(bias && isFinished ? { bias: bias.value } : {}) },
        writes: { y: computed },
      },
    );
    const product = after.reduce((seen, copy) => emitCopy(call, 'forward', copy, seen), computed);
    const y = isFinished
      ? product
      : emitEpilogue(
          call,
          attributes,
          { rows: batch, columns: outChannels, inner: pixels },
          { x: product, bias: bias?.value },
        );
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
