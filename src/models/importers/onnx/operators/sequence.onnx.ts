// Lists of tensors, known element by element.
import { brokenFile } from '../../broken-file.ts';
import { type NodeCall, NotKnown, type OperatorTable } from '../graph/node-call.ts';
import { constantValue, type OnnxValue } from '../graph/value.ts';
import { reshaped } from '../graph/views.ts';
import { UNKNOWN_TYPE } from '../wire/element-types.ts';
import { LIMITS } from '../wire/limits.ts';
import { joinValues } from './selection.onnx.ts';

function list(values: readonly OnnxValue[]): OnnxValue {
  return { type: values[0]?.type ?? UNKNOWN_TYPE, sizes: null, sequence: values };
}

function elements(call: NodeCall, index: number): readonly OnnxValue[] {
  const { sequence } = call.value(index);
  if (!sequence) throw new NotKnown();
  return sequence;
}

function position(call: NodeCall, index: number, length: number): number {
  const at = call.content(index)[0] ?? 0;
  const place = at < 0 ? at + length : at;
  if (place < 0 || place > length) brokenFile(`it names element ${at} of ${length}.`);
  return place;
}

function split(call: NodeCall): OnnxValue {
  const sizes = call.sizes(0);
  const axis = call.axis(call.integer('axis', 0), sizes.length);
  const size = sizes[axis] ?? 0;
  const given = call.has(1) ? call.content(1) : [1];
  const scalar = !call.has(1) || call.sizes(1).length === 0;
  const step = Math.max(1, given[0] ?? 1);
  const count = Math.ceil(size / step);
  if (scalar && count > LIMITS.constantElements) throw new NotKnown();
  const parts = scalar
    ? Array.from({ length: count }, (_, index) => Math.min(step, size - index * step))
    : given;
  const tensors = call.layers('split', {
    inputs: [call.tensor(0)],
    attributes: { axis, parts: parts.length, sizes: [...parts] },
  });
  const { type } = call.value(0);
  const keep = call.has(1) || call.integer('keepdims', 1) !== 0;
  return list(
    tensors.map((tensor) => {
      const value: OnnxValue = { type, tensor, sizes: tensor.shape.map((each) => each.size) };
      const squeezed = sizes.filter((_, index) => index !== axis);
      return keep ? value : reshaped(call, value, squeezed);
    }),
  );
}

export const operators: OperatorTable = {
  SequenceEmpty: () => list([]),
  SequenceConstruct: (call) => list(call.inputs.filter((value) => value !== undefined)),
  SequenceInsert: (call) => {
    const all = elements(call, 0);
    const at = call.has(2) ? position(call, 2, all.length) : all.length;
    return list([...all.slice(0, at), call.value(1), ...all.slice(at)]);
  },
  SequenceErase: (call) => {
    const all = elements(call, 0);
    const at = call.has(1) ? position(call, 1, all.length) : all.length - 1;
    return list(all.filter((_, index) => index !== at));
  },
  SequenceAt: (call) => {
    const all = elements(call, 0);
    return all[position(call, 1, all.length)] ?? brokenFile('it reads beyond its sequence.');
  },
  SequenceLength: (call) => constantValue([elements(call, 0).length], []),
  SplitToSequence: split,
  ConcatFromSequence: (call) => {
    const all = elements(call, 0);
    if (!call.flag('new_axis')) return joinValues(call, all, call.integer('axis', 0));
    const stacked = all.map((value) => {
      if (value.sizes === null) throw new NotKnown();
      const axis = call.axis(call.integer('axis', 0), value.sizes.length + 1);
      return reshaped(call, value, [...value.sizes.slice(0, axis), 1, ...value.sizes.slice(axis)]);
    });
    return joinValues(call, stacked, call.integer('axis', 0));
  },
};
