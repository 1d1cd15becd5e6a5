// Anchors about one forward pass, or a training that is a number of them: all counted from the zoo's graphs.
import type { AnchorOf } from '../../facts/validation-anchors.ts';
import { countModel } from '../../models/count.ts';
import { buildModel } from '../../models/zoo/zoo.ts';
import type { Computed } from './anchor-result.ts';
import { byConvention, countedStepFlops, PASSES } from './training-flops.ts';
import { type Replay, unexpected } from './replay.ts';

export function replayForwardCount({ inputs }: AnchorOf<'forward-count'>): Replay {
  const graph = buildModel(inputs.model, inputs.bindings);
  const { params, macs, matrixFlops } = countModel(graph);
  const isText = inputs.bindings['sequenceLength'] !== undefined;
  return ({ quantity }): Computed => {
    switch (quantity) {
      case 'params':
        return { value: params, explanation: 'Every parameter of our graph of the model.' };
      case 'forward-macs':
        return {
          value: macs,
          explanation:
            'Multiply-accumulates of all matrix products and convolutions, attention included; bias, normalisation and activations are left out.',
          conventions: [{ name: 'as fvcore counts', value: byConvention(graph, 'fvcore') }],
        };
      case 'forward-flops':
        return {
          value: matrixFlops,
          explanation:
            'Two FLOP for each multiply-accumulate of the matrix products; nothing else.',
          conventions: isText
            ? [
                {
                  name: 'as calflops counts, with norms and activations',
                  value: byConvention(graph, 'calflops'),
                },
              ]
            : [],
        };
      case 'training-flops':
        return {
          value: countedStepFlops(graph, PASSES),
          explanation: 'Three times the matrix FLOPs of the forward pass.',
          conventions: [
            {
              name: 'three passes as calflops counts them',
              value: PASSES * byConvention(graph, 'calflops'),
            },
          ],
        };
      default:
        return unexpected(quantity);
    }
  };
}

export function replayImageTraining({ inputs }: AnchorOf<'image-training'>): Replay {
  const { batch, steps, model } = inputs;
  const graph = buildModel(model);
  const { macs, matrixFlops } = countModel(graph);
  return ({ quantity }): Computed => {
    switch (quantity) {
      case 'forward-flops':
        return {
          value: matrixFlops,
          explanation:
            'The source rounds to two digits. 1 MAC = 2 FLOP: torchvision and most papers print the multiply-accumulates of this network, half as many.',
          conventions: [{ name: 'in multiply-accumulates', value: macs }],
        };
      case 'training-flops':
        return {
          value: countedStepFlops(graph, PASSES) * batch * steps,
          explanation: 'Three times the forward pass, for every image of every step.',
          conventions: [
            {
              name: 'from the rounded 8.2 GFLOP of the source',
              value: PASSES * 8.2e9 * batch * steps,
            },
          ],
        };
      default:
        return unexpected(quantity);
    }
  };
}
