// Sums, means, extremes and norms over axes.
import type { ReductionKind } from '../../../operators/reduce.operator.ts';
import { fill } from '../graph/arrays.ts';
import type { Convert, NodeCall, OperatorTable } from '../graph/node-call.ts';
import { type OnnxValue, tensorValue } from '../graph/value.ts';
import { offsetOf } from '../graph/views.ts';
import { INT64 } from '../wire/element-types.ts';
import { axesOf } from './shape.onnx.ts';

const FOLDS: Partial<Record<ReductionKind, (all: readonly number[]) => number>> = {
  sum: (all) => all.reduce((sum, each) => sum + each, 0),
  product: (all) => all.reduce((product, each) => product * each, 1),
  max: (all) => Math.max(...all),
  min: (all) => Math.min(...all),
};

function reduce(kind: ReductionKind): Convert {
  return (call) => {
    const sizes = call.sizes(0);
    const given = axesOf(call, 1);
    const none = given === undefined || given.length === 0;
    if (none && call.flag('noop_with_empty_axes')) return call.value(0);
    const axes = none ? [...sizes.keys()] : given.map((axis) => call.axis(axis, sizes.length));
    return reduceOver(call, kind, axes, call.integer('keepdims', 1) !== 0);
  };
}

function reduceOver(
  call: NodeCall,
  kind: ReductionKind,
  axes: readonly number[],
  keep: boolean,
): OnnxValue {
  const value = call.value(0);
  const sizes = call.sizes(0);
  const gone = new Set(axes);
  const fold = FOLDS[kind];
  if (fold && value.constant && call.around.mayFold(value.constant.length)) {
    const kept = sizes.map((size, axis) => (gone.has(axis) ? 1 : size));
    const inner = sizes.map((size, axis) => (gone.has(axis) ? size : 1));
    const constant = fill(kept, (outer) =>
      fold(
        fill(inner, (offset) => {
          const index = outer.map((each, axis) => each + (offset[axis] ?? 0));
          return value.constant?.[offsetOf(sizes, index)] ?? 0;
        }),
      ),
    );
    const result = keep ? kept : sizes.filter((_, axis) => !gone.has(axis));
    return { type: value.type, sizes: result, constant };
  }
  const tensor = call.layer('reduce', {
    inputs: [call.tensor(0)],
    attributes: { kind, axes: [...gone], keep },
  });
  return tensorValue(tensor, kind.startsWith('arg') ? INT64 : value.type);
}

function extreme(kind: 'argmax' | 'argmin'): Convert {
  return (call) => {
    const axis = call.axis(call.integer('axis', 0), call.sizes(0).length);
    return reduceOver(call, kind, [axis], call.integer('keepdims', 1) !== 0);
  };
}

export const operators: OperatorTable = {
  ReduceSum: reduce('sum'),
  ReduceMean: reduce('mean'),
  ReduceMax: reduce('max'),
  ReduceMin: reduce('min'),
  ReduceProd: reduce('product'),
  ReduceL1: reduce('l1'),
  ReduceL2: reduce('l2'),
  ReduceSumSquare: reduce('sum-square'),
  ReduceLogSum: reduce('log-sum'),
  ReduceLogSumExp: reduce('log-sum-exp'),
  ArgMax: extreme('argmax'),
  ArgMin: extreme('argmin'),
};
