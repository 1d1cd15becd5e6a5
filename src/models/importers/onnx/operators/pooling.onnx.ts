// Pools over windows and over the whole image or signal.
import { brokenFile } from '../../broken-file.ts';
import type { Convert, NodeCall, OperatorTable } from '../graph/node-call.ts';
import { type OnnxValue, tensorValue } from '../graph/value.ts';
import { windowOf } from '../graph/window.ts';
import { INT64 } from '../wire/element-types.ts';
import type { ReductionKind } from '../../../operators/reduce.operator.ts';

function pool(kind: 'max' | 'mean' | 'norm'): Convert {
  return (call) => {
    const sizes = call.sizes(0);
    const kernel = call.integers('kernel_shape') ?? [];
    if (kernel.length !== sizes.length - 2 || kernel.some((size) => size < 1)) {
      brokenFile(`its window ${kernel.join(' × ')} does not fit ${sizes.length} axes.`);
    }
    const { stride, dilation, before, after } = windowOf(call, sizes.slice(2), kernel);
    const ceil = call.flag('ceil_mode');
    const indices = call.outputCount > 1;
    const plain =
      kernel.length === 2 &&
      kind !== 'norm' &&
      !indices &&
      before.every((each, axis) => each === after[axis]) &&
      dilation.every((each) => each === 1);
    const inputs = [call.tensor(0)];
    if (plain) {
      const attributes = { kind, kernel, stride, padding: before, ceil };
      return call.output('pool', { inputs, attributes });
    }
    const attributes = { kind, kernel, stride, dilation, before, after, ceil, indices };
    const [pooled, places] = call.layers('pool-nd', { inputs, attributes });
    const { type } = call.value(0);
    const values: OnnxValue[] = [];
    if (pooled) values.push(tensorValue(pooled, type));
    if (places) values.push(tensorValue(places, INT64));
    return values;
  };
}

function globalPool(kind: ReductionKind): Convert {
  return (call) => {
    const rank = call.sizes(0).length;
    const axes = Array.from({ length: Math.max(0, rank - 2) }, (_, index) => index + 2);
    return call.output('reduce', {
      inputs: [call.tensor(0)],
      attributes: { kind, axes, keep: true },
    });
  };
}

/** Channels last, as quantised models for mobile processors have them, are not handled: the axes differ. */
function unpool(call: NodeCall): OnnxValue {
  const sizes = call.sizes(0);
  const kernel = call.integers('kernel_shape') ?? [];
  const given = call.constant(2);
  const { stride, before, after } = windowOf(call, sizes.slice(2), kernel, true);
  const places = sizes.slice(2).map((size, axis) => {
    const padding = (before[axis] ?? 0) + (after[axis] ?? 0);
    return (size - 1) * (stride[axis] ?? 1) + (kernel[axis] ?? 1) - padding;
  });
  const outputs = given ?? [...sizes.slice(0, 2), ...places];
  return call.output('routine', {
    inputs: [call.tensor(0), call.tensor(1)],
    attributes: { kind: call.type, outputs: [outputs.length, ...outputs] },
  });
}

export const operators: OperatorTable = {
  MaxPool: pool('max'),
  AveragePool: pool('mean'),
  LpPool: pool('norm'),
  QLinearAveragePool: pool('mean'),
  GlobalMaxPool: globalPool('max'),
  GlobalAveragePool: globalPool('mean'),
  GlobalLpPool: globalPool('l2'),
  QLinearGlobalAveragePool: globalPool('mean'),
  MaxUnpool: unpool,
};
