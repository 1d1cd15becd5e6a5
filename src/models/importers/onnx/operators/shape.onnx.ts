// Shapes read, changed and computed: what the shape arithmetic of exported models consists of.
import { brokenFile } from '../../broken-file.ts';
import { type NodeCall, NotKnown, type OperatorTable } from '../graph/node-call.ts';
import { constantValue, countOf, type OnnxValue } from '../graph/value.ts';
import { offsetOf, picked, reshaped } from '../graph/views.ts';

/** Axes as attribute, as in older operator sets, or as input. */
export function axesOf(call: NodeCall, input: number): readonly number[] | undefined {
  return call.integers('axes') ?? (call.has(input) ? call.content(input) : undefined);
}

function reshape(call: NodeCall): OnnxValue {
  const value = call.value(0);
  const given = call.integers('shape') ?? call.content(1);
  const sizes = call.sizes(0);
  const keepsZero = call.flag('allowzero');
  const resolved = given.map((size, axis) =>
    size === 0 && !keepsZero ? (sizes[axis] ?? 0) : size,
  );
  const open = resolved.indexOf(-1);
  if (resolved.some((size, axis) => size < 0 && axis !== open)) {
    brokenFile(`its new shape ${given.slice(0, 32).join(' × ')} has more than one open size.`);
  }
  if (open >= 0) {
    const rest = countOf(resolved.filter((_, axis) => axis !== open));
    const size = rest === 0 ? 0 : countOf(sizes) / rest;
    if (!Number.isInteger(size)) {
      brokenFile(
        `${sizes.join(' × ')} cannot be given the shape ${given.slice(0, 32).join(' × ')}.`,
      );
    }
    resolved[open] = size;
  }
  return reshaped(call, value, resolved);
}

function squeeze(call: NodeCall): OnnxValue {
  const sizes = call.sizes(0);
  const axes = axesOf(call, 1)?.map((axis) => call.axis(axis, sizes.length));
  const gone = new Set(axes ?? [...sizes.keys()].filter((axis) => sizes[axis] === 1));
  return reshaped(
    call,
    call.value(0),
    sizes.filter((_, axis) => !gone.has(axis)),
  );
}

function unsqueeze(call: NodeCall): OnnxValue {
  const sizes = call.sizes(0);
  const axes = axesOf(call, 1) ?? [];
  const rank = sizes.length + axes.length;
  const added = new Set(axes.map((axis) => call.axis(axis, rank)));
  if (added.size !== axes.length) brokenFile(`it adds an axis twice: ${axes.join(', ')}.`);
  let next = 0;
  const result = Array.from({ length: rank }, (_, axis) =>
    added.has(axis) ? 1 : (sizes[next++] ?? 1),
  );
  return reshaped(call, call.value(0), result);
}

function flatten(call: NodeCall): OnnxValue {
  const sizes = call.sizes(0);
  const axis = call.integer('axis', 1);
  const cut = axis < 0 ? axis + sizes.length : axis;
  if (cut < 0 || cut > sizes.length) brokenFile(`it flattens at axis ${axis} of ${sizes.length}.`);
  return reshaped(call, call.value(0), [countOf(sizes.slice(0, cut)), countOf(sizes.slice(cut))]);
}

function transpose(call: NodeCall): OnnxValue {
  const value = call.value(0);
  const sizes = call.sizes(0);
  const order = call.integers('perm') ?? [...sizes.keys()].reverse();
  if (order.length !== sizes.length || new Set(order).size !== order.length) {
    brokenFile(
      `its order ${order.slice(0, 32).join(', ')} does not name ${sizes.length} axes once.`,
    );
  }
  const permuted = order.map((axis) => sizes[call.axis(axis, sizes.length)] ?? 1);
  if (!value.tensor) {
    const source = (index: readonly number[]) => {
      const own: number[] = [];
      for (const [position, axis] of order.entries()) own[axis] = index[position] ?? 0;
      return value.constant?.[offsetOf(sizes, own)] ?? 0;
    };
    const constant = picked(call, value, permuted, source)?.constant;
    // A stored tensor is transposed when the model is loaded.
    const { type, stored } = value;
    return {
      type,
      sizes: permuted,
      ...(stored ? { stored } : {}),
      ...(constant ? { constant } : {}),
    };
  }
  // Axes of size 1 may move without a copy.
  const real = order.filter((axis) => sizes[axis] !== 1);
  if (real.every((axis, position) => position === 0 || axis > (real[position - 1] ?? -1))) {
    return reshaped(call, value, permuted);
  }
  return call.output('permute', { inputs: [value.tensor], attributes: { order: [...order] } });
}

function shape(call: NodeCall): OnnxValue {
  const sizes = call.sizes(0);
  const bound = (at: number) => (at < 0 ? at + sizes.length : at);
  const end = call.integer('end', sizes.length);
  return constantValue(sizes.slice(Math.max(0, bound(call.integer('start', 0))), bound(end)));
}

/** Neither type nor content changes. */
function same(call: NodeCall): OnnxValue {
  return call.value(0);
}

export const operators: OperatorTable = {
  Reshape: reshape,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
  Flatten: flatten,
  Transpose: transpose,
  Shape: shape,
  Size: (call) => constantValue([call.count(0)], []),
  Identity: same,
  // At inference; the mask of the second output is all true.
  Dropout: (call) => {
    const value = call.value(0);
    return [value, { type: value.type, sizes: value.sizes }];
  },
  StopGradient: same,
  OptionalGetElement: same,
  Optional: same,
  OptionalHasElement: (call) => {
    if (call.inputs.length === 0 || !call.has(0)) return constantValue([0], []);
    const { sizes, sequence } = call.value(0);
    if (sizes === null && !sequence) throw new NotKnown();
    return constantValue([1], []);
  },
};
