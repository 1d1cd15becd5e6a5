// What batch and layer normalisation have in common: the parameters of a scale and shift, and backward
// passes that stream over the input again.
import { elementCount, type TensorShape } from './graph.ts';
import type { CostCall, OperatorSpec, ParameterSpec } from './operator.ts';
import { inputShape } from './shapes.ts';
import { streaming } from './streaming.ts';

/** Sums of dy and of dy·x̂. */
const BACKWARD_WEIGHTS_FLOPS = 3;

export function scaleAndShift(shape: TensorShape): readonly ParameterSpec[] {
  return [
    { name: 'weight', shape },
    { name: 'bias', shape },
  ];
}

/** @param backwardDataFlops per element of the input. */
export function normalisationBackward<A>(
  backwardDataFlops: number,
): Required<Pick<OperatorSpec<A>, 'backwardData' | 'backwardWeights' | 'keeps'>> {
  return {
    backwardData: (call: CostCall<A>) => {
      const input = inputShape(call.inputs);
      return streaming({
        reads: [input, ...call.outputs, ...call.parameters],
        writes: [input],
        elementBytes: call.elementBytes,
        flops: elementCount(input) * backwardDataFlops,
      });
    },
    backwardWeights: (call: CostCall<A>) => {
      const input = inputShape(call.inputs);
      return streaming({
        reads: [input, ...call.outputs],
        writes: call.parameters,
        elementBytes: call.elementBytes,
        flops: elementCount(input) * BACKWARD_WEIGHTS_FLOPS,
      });
    },
    keeps: () => ({ inputs: [0] }),
  };
}
