// Batch normalisation over the channels. Inference folds it to one scale and shift; training computes the
// mean and variance first, which reads the input a second time.
import * as v from 'valibot';
import { elementCount } from '../graph.ts';
import { normalisationBackward, scaleAndShift } from '../normalisation.ts';
import { defineOperator } from '../operator.ts';
import { axisIndex, inputShape } from '../shapes.ts';
import { streaming } from '../streaming.ts';

/** Mean 1; subtract, square, add 3; normalise, scale, shift 3. */
const TRAINING_FLOPS = 7;
/** Scale and shift. */
const INFERENCE_FLOPS = 2;
/** dx = scale·(dy − mean(dy) − x̂·mean(dy·x̂)): x̂ 2, the inner difference 3, scale 1. */
const BACKWARD_DATA_FLOPS = 6;

export const batchNormAttributes = v.strictObject({});

export const operator = defineOperator({
  name: 'batch-norm',
  label: 'batch normalisation',
  arithmetic: 'normalisation',
  attributes: batchNormAttributes,
  parameters: ({ inputs }) => {
    const shape = inputShape(inputs);
    const channels = shape.slice(axisIndex(shape, 'channels')).slice(0, 1);
    return scaleAndShift(channels);
  },
  inferShapes: ({ inputs }) => [inputShape(inputs)],
  forward: (call) => {
    const input = inputShape(call.inputs);
    const { elementBytes, outputs, parameters, training } = call;
    return streaming({
      reads: training ? [input, input, ...parameters] : [input, ...parameters],
      writes: outputs,
      elementBytes,
      flops: elementCount(input) * (training ? TRAINING_FLOPS : INFERENCE_FLOPS),
      launches: training ? 2 : 1,
    });
  },
  ...normalisationBackward(BACKWARD_DATA_FLOPS),
});
