// Sorting, suppression and sampling: what detectors end with. Where the number of results depends on the data,
// the most that there can be is taken.
import { packShapes } from '../../../packed-shapes.ts';
import { type NodeCall, NotKnown, type OperatorTable } from '../graph/node-call.ts';
import { constantValue, countOf, type OnnxValue, tensorValue } from '../graph/value.ts';
import { INT64 } from '../wire/element-types.ts';

const MOST_NOTE =
  'The number of results of some operators depends on the data (NonZero, Unique, NonMaxSuppression, Compress); the most that there can be is counted.';

interface Routine {
  readonly outputs: readonly (readonly number[])[];
  readonly inputs: readonly number[];
  readonly flops?: number;
}

function routine(call: NodeCall, { outputs, inputs, flops = 0 }: Routine): readonly OnnxValue[] {
  const tensors = call.layers('routine', {
    inputs: inputs.flatMap((index) => (call.has(index) ? [call.tensor(index)] : [])),
    attributes: { kind: call.type, outputs: packShapes(outputs), flops },
  });
  return tensors.map((tensor, index) =>
    tensorValue(tensor, index === 0 ? call.value(0).type : INT64),
  );
}

/** A heap of k elements: one comparison and, at most, log₂ k swaps for each element. */
function topK(call: NodeCall): readonly OnnxValue[] {
  const sizes = call.sizes(0);
  const axis = call.axis(call.integer('axis', -1), sizes.length);
  const k = call.has(1) ? (call.content(1)[0] ?? 1) : call.integer('k', 1);
  const taken = Math.min(Math.max(0, k), sizes[axis] ?? 0);
  const result = sizes.map((size, index) => (index === axis ? taken : size));
  const flops = countOf(sizes) * (1 + Math.ceil(Math.log2(Math.max(1, taken))));
  return routine(call, { inputs: [0], outputs: [result, result], flops });
}

/** Boxes are compared pair by pair: about 16 operations for an intersection over union. */
function suppress(call: NodeCall): OnnxValue {
  const [batch = 1, boxes = 0] = call.sizes(0);
  const classes = call.sizes(1)[1] ?? 1;
  const given = call.constant(2)?.[0];
  const most = Math.min(boxes, given === undefined || given <= 0 ? boxes : given);
  call.around.notes.add(MOST_NOTE);
  const flops = batch * classes * boxes * (most * 16 + Math.log2(Math.max(2, boxes)));
  const [selected] = routine(call, {
    inputs: [0, 1],
    outputs: [[batch * classes * most, 3]],
    flops: Math.round(flops),
  });
  if (!selected) throw new NotKnown();
  return { ...selected, type: INT64 };
}

function nonZero(call: NodeCall): OnnxValue {
  const { constant } = call.value(0);
  const sizes = call.sizes(0);
  if (constant && call.around.mayFold(constant.length * Math.max(1, sizes.length))) {
    const found: number[][] = [];
    for (const [offset, value] of constant.entries()) {
      if (value === 0) continue;
      let rest = offset;
      const index = sizes.map(() => 0);
      for (let axis = sizes.length - 1; axis >= 0; axis--) {
        index[axis] = rest % (sizes[axis] ?? 1);
        rest = Math.floor(rest / (sizes[axis] ?? 1));
      }
      found.push(index);
    }
    const rows = sizes.flatMap((_, axis) => found.map((index) => index[axis] ?? 0));
    return constantValue(rows, [sizes.length, found.length]);
  }
  call.around.notes.add(MOST_NOTE);
  const outputs = [[sizes.length, countOf(sizes)]];
  const [places] = routine(call, { inputs: [0], outputs });
  if (!places) throw new NotKnown();
  return { ...places, type: INT64 };
}

function unique(call: NodeCall): readonly OnnxValue[] {
  const elements = call.count(0);
  call.around.notes.add(MOST_NOTE);
  const whole = call.integers('axis') ? call.sizes(0) : [elements];
  const outputs = [whole, [elements], [elements], [elements]].slice(
    0,
    Math.max(1, call.outputCount),
  );
  const flops = Math.round(elements * Math.log2(Math.max(2, elements)));
  return routine(call, { inputs: [0], outputs, flops });
}

function compress(call: NodeCall): readonly OnnxValue[] {
  const sizes = call.sizes(0);
  const axis = call.attribute('axis')?.integer;
  const condition = call.constant(1);
  const chosen = condition?.filter((each) => each !== 0).length;
  if (chosen === undefined) call.around.notes.add(MOST_NOTE);
  if (axis === undefined) {
    return routine(call, { inputs: [0, 1], outputs: [[chosen ?? countOf(sizes)]] });
  }
  const at = call.axis(axis, sizes.length);
  const result = sizes.map((size, index) => (index === at ? (chosen ?? size) : size));
  return routine(call, { inputs: [0, 1], outputs: [result] });
}

/** Interpolation between 2^n neighbours: weights, products and sums. */
function gridSample(call: NodeCall): readonly OnnxValue[] {
  const [batch = 1, channels = 1] = call.sizes(0);
  const grid = call.sizes(1);
  const places = grid.slice(1, -1);
  const mode = call.text('mode', 'linear');
  const neighbours = mode === 'nearest' ? 1 : (mode.includes('cubic') ? 4 : 2) ** places.length;
  const output = [batch, channels, ...places];
  const flops = countOf(output) * (2 * neighbours - 1) + countOf(grid) * 4;
  return routine(call, { inputs: [0, 1], outputs: [output], flops });
}

/** Regions of interest: four neighbours for each sample, then the mean of the samples of a bin. */
function roiAlign(call: NodeCall): readonly OnnxValue[] {
  const [, channels = 1] = call.sizes(0);
  const [regions = 0] = call.sizes(1);
  const bin = [call.integer('output_height', 1), call.integer('output_width', 1)];
  // 0 means as many as the region has pixels; 2 is what exported detectors use.
  const ratio = call.integer('sampling_ratio', 0) || 2;
  const output = [regions, channels, ...bin];
  const flops = countOf(output) * ratio ** 2 * 8;
  return routine(call, { inputs: [0, 1, 2], outputs: [output], flops });
}

export const operators: OperatorTable = {
  TopK: topK,
  NonMaxSuppression: suppress,
  NonZero: nonZero,
  Unique: unique,
  Compress: compress,
  GridSample: gridSample,
  'com.microsoft:GridSample': gridSample,
  RoiAlign: roiAlign,
  MaxRoiPool: (call) => {
    const [, channels = 1] = call.sizes(0);
    const [regions = 0] = call.sizes(1);
    const output = [regions, channels, ...(call.integers('pooled_shape') ?? [1, 1])];
    return routine(call, { inputs: [0, 1], outputs: [output], flops: call.count(0) });
  },
  CumSum: (call) => routine(call, { inputs: [0], outputs: [call.sizes(0)], flops: call.count(0) }),
  CumProd: (call) => routine(call, { inputs: [0], outputs: [call.sizes(0)], flops: call.count(0) }),
  // Elimination: ⅔·n³ for each matrix.
  Det: (call) => {
    const sizes = call.sizes(0);
    const n = sizes.at(-1) ?? 0;
    const flops = Math.round((countOf(sizes.slice(0, -2)) * 2 * n ** 3) / 3);
    return routine(call, { inputs: [0], outputs: [sizes.slice(0, -2)], flops });
  },
};
