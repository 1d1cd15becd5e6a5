// Parts taken out of tensors, joined and repeated: copies without arithmetic.
import { packShapes } from '../../../packed-shapes.ts';
import { brokenFile } from '../../broken-file.ts';
import { fill, pickBroadcast } from '../graph/arrays.ts';
import { broadcastSizes } from '../graph/arrays.ts';
import { type NodeCall, NotKnown, type OperatorTable } from '../graph/node-call.ts';
import {
  constantValue,
  countOf,
  type OnnxValue,
  type PlannedTensor,
  tensorValue,
} from '../graph/value.ts';
import { offsetOf, picked } from '../graph/views.ts';
import { LIMITS } from '../wire/limits.ts';
import { axesOf } from './shape.onnx.ts';

interface Cut {
  readonly start: number;
  readonly step: number;
  readonly size: number;
}

/** numpy's rules: ends beyond the axis are cut, negative ones count from the end. */
function cutOf(size: number, start: number, end: number, step: number): Cut {
  if (step === 0) brokenFile('it takes slices with a step of 0.');
  const clamp = (at: number, low: number, high: number) => Math.min(Math.max(at, low), high);
  const from = start < 0 ? start + size : start;
  const to = end < 0 ? end + size : end;
  if (step > 0) {
    const first = clamp(from, 0, size);
    return {
      start: first,
      step,
      size: Math.max(0, Math.ceil((clamp(to, 0, size) - first) / step)),
    };
  }
  const first = clamp(from, 0, size - 1);
  const last = clamp(to, -1, size - 1);
  return { start: first, step, size: Math.max(0, Math.ceil((last - first) / step)) };
}

function slice(call: NodeCall): OnnxValue {
  const value = call.value(0);
  const sizes = call.sizes(0);
  const starts = call.integers('starts') ?? call.content(1);
  const ends = call.integers('ends') ?? call.content(2);
  const axes = axesOf(call, 3) ?? [...starts.keys()];
  const steps = call.has(4) ? call.content(4) : starts.map(() => 1);
  const cuts: Cut[] = sizes.map((size) => ({ start: 0, step: 1, size }));
  for (const [index, given] of axes.entries()) {
    const axis = call.axis(given, sizes.length);
    const size = sizes[axis] ?? 0;
    cuts[axis] = cutOf(size, starts[index] ?? 0, ends[index] ?? size, steps[index] ?? 1);
  }
  const result = cuts.map((cut) => cut.size);
  if (cuts.every((cut, axis) => cut.size === sizes[axis] && cut.step === 1)) return value;
  const constant = picked(call, value, result, (index) => {
    const own = cuts.map((cut, axis) => cut.start + cut.step * (index[axis] ?? 0));
    return value.constant?.[offsetOf(sizes, own)] ?? 0;
  });
  if (constant) return constant;
  return call.output('slice', { inputs: [call.tensor(0)], attributes: { sizes: result } });
}

function gather(call: NodeCall): OnnxValue {
  const data = call.value(0);
  const indices = call.value(1);
  const sizes = call.sizes(0);
  const indexSizes = call.sizes(1);
  const axis = call.axis(call.integer('axis', 0), sizes.length);
  const length = sizes[axis] ?? 0;
  const result = [...sizes.slice(0, axis), ...indexSizes, ...sizes.slice(axis + 1)];
  const known = indices.constant;
  const wrong = known?.find((index) => index < -length || index >= length);
  if (wrong !== undefined) brokenFile(`it takes element ${wrong} of an axis with ${length}.`);
  const constant =
    known &&
    picked(call, data, result, (index) => {
      const at = known[offsetOf(indexSizes, index.slice(axis, axis + indexSizes.length))] ?? 0;
      const rest = index.slice(axis + indexSizes.length);
      const own = [...index.slice(0, axis), at < 0 ? at + length : at, ...rest];
      return data.constant?.[offsetOf(sizes, own)] ?? 0;
    });
  if (constant) return constant;
  const table = data.stored?.learned === true && !data.tensor && sizes.length === 2 && axis === 0;
  const [entries = 0, features = 0] = sizes;
  if (table && indices.tensor && entries > 0 && features > 0) {
    return call.output('embedding', {
      inputs: [indices.tensor],
      attributes: { entries, features },
      parameters: { weight: 0 },
    });
  }
  return call.output('gather', {
    inputs: indices.tensor ? [call.tensor(0), indices.tensor] : [call.tensor(0)],
    attributes: { axis, ...(indices.tensor ? {} : { indexSizes: [...indexSizes] }) },
  });
}

/** A copy whose output sizes are known. */
function copied(call: NodeCall, sizes: readonly number[], inputs: readonly number[]): OnnxValue {
  return call.output('routine', {
    inputs: inputs.flatMap((index) => (call.has(index) ? [call.tensor(index)] : [])),
    attributes: { kind: call.type, outputs: packShapes([sizes]), readsOutputs: true },
  });
}

function concat(call: NodeCall): OnnxValue {
  const values = call.inputs.filter((value) => value !== undefined);
  const [first] = values;
  if (!first) return brokenFile('it joins nothing. Export the model anew.');
  if (values.length === 1) return first;
  return joinValues(call, values, call.integer('axis', 0));
}

/** @throws NotKnown, FlopscopeError */
export function joinValues(
  call: NodeCall,
  values: readonly OnnxValue[],
  givenAxis: number,
): OnnxValue {
  const shapes = values.map(({ sizes }) => {
    if (sizes === null) throw new NotKnown();
    return sizes;
  });
  const [first = []] = shapes;
  const axis = call.axis(givenAxis, first.length);
  const wrong = shapes.find(
    (sizes) => sizes.length !== first.length || sizes.some((s, i) => i !== axis && s !== first[i]),
  );
  if (wrong) brokenFile(`it joins ${first.join(' × ')} and ${wrong.join(' × ')} at axis ${axis}.`);
  const total = shapes.reduce((sum, sizes) => sum + (sizes[axis] ?? 0), 0);
  const result = first.map((size, index) => (index === axis ? total : size));
  const type = values[0]?.type ?? call.value(0).type;
  if (values.every(({ constant }) => constant) && call.around.mayFold(countOf(result))) {
    const constant = fill(result, (index) => {
      let at = index[axis] ?? 0;
      let which = 0;
      while (at >= (shapes[which]?.[axis] ?? Infinity)) at -= shapes[which++]?.[axis] ?? 0;
      const own = index.map((each, position) => (position === axis ? at : each));
      return values[which]?.constant?.[offsetOf(shapes[which] ?? [], own)] ?? 0;
    });
    return { type, sizes: result, constant };
  }
  const inputs = values.map((value) => call.materialise(value));
  return tensorValue(call.layer('concat', { inputs, attributes: { axis } }), type);
}

function split(call: NodeCall): readonly OnnxValue[] {
  const sizes = call.sizes(0);
  const axis = call.axis(call.integer('axis', 0), sizes.length);
  const size = sizes[axis] ?? 0;
  const parts = partsOf(call, size);
  if (parts.reduce((sum, each) => sum + each, 0) !== size || parts.some((each) => each < 0)) {
    brokenFile(`it splits ${size} into ${parts.slice(0, 32).join(' + ')}.`);
  }
  const value = call.value(0);
  const tensors =
    value.constant && call.around.mayFold(call.count(0))
      ? []
      : call.layers('split', {
          inputs: [call.tensor(0)],
          attributes: { axis, parts: parts.length, sizes: [...parts] },
        });
  let start = 0;
  return parts.map((part, index) => {
    const from = start;
    start += part;
    const result = sizes.map((each, position) => (position === axis ? part : each));
    const tensor = tensors[index];
    if (tensor) return tensorValue(tensor, value.type);
    const constant = picked(call, value, result, (at) => {
      const own = at.map((each, position) => (position === axis ? each + from : each));
      return value.constant?.[offsetOf(sizes, own)] ?? 0;
    });
    if (constant) return constant;
    throw new NotKnown();
  });
}

function partsOf(call: NodeCall, size: number): readonly number[] {
  const given = call.integers('split') ?? (call.has(1) ? call.content(1) : undefined);
  if (given) return given;
  const count = call.integer('num_outputs', call.outputCount);
  if (count < 1 || count > LIMITS.constantElements) brokenFile(`it splits into ${count} parts.`);
  const each = Math.ceil(size / count);
  return Array.from({ length: count }, (_, i) => Math.max(0, Math.min(each, size - i * each)));
}

function expand(call: NodeCall): OnnxValue {
  const value = call.value(0);
  const sizes = call.sizes(0);
  const wanted = call.content(1);
  const result = broadcastSizes([sizes, wanted]);
  if (!result || result.some((size) => size < 0)) {
    return brokenFile(
      `${sizes.join(' × ')} cannot be repeated to ${wanted.slice(0, 32).join(' × ')}.`,
    );
  }
  if (result.length === sizes.length && result.every((size, i) => size === sizes[i])) return value;
  const constant = picked(call, value, result, (index) =>
    pickBroadcast(value.constant ?? [], sizes, index),
  );
  if (constant) return constant;
  return call.output('expand', { inputs: [call.tensor(0)], attributes: { sizes: [...result] } });
}

function tile(call: NodeCall): OnnxValue {
  const value = call.value(0);
  const sizes = call.sizes(0);
  const repeats = call.content(1);
  if (repeats.length !== sizes.length || repeats.some((each) => each < 0)) {
    brokenFile(`it repeats ${sizes.length} axes ${repeats.slice(0, 32).join(', ')} times.`);
  }
  const result = sizes.map((size, axis) => size * (repeats[axis] ?? 1));
  const constant = picked(call, value, result, (index) => {
    const own = index.map((each, axis) => each % (sizes[axis] ?? 1));
    return value.constant?.[offsetOf(sizes, own)] ?? 0;
  });
  return constant ?? copied(call, result, [0]);
}

function pad(call: NodeCall): OnnxValue {
  const sizes = call.sizes(0);
  const amounts = call.integers('pads') ?? call.integers('paddings') ?? call.content(1);
  const axes = call.has(3)
    ? call.content(3).map((axis) => call.axis(axis, sizes.length))
    : [...sizes.keys()];
  if (amounts.length !== 2 * axes.length) {
    brokenFile(`it gives ${amounts.length} amounts for ${axes.length} axes.`);
  }
  const before = sizes.map(() => 0);
  const after = sizes.map(() => 0);
  for (const [index, axis] of axes.entries()) {
    before[axis] = amounts[index] ?? 0;
    after[axis] = amounts[index + axes.length] ?? 0;
  }
  if ([...before, ...after].every((each) => each === 0)) return call.value(0);
  const value = call.value(0);
  const result = sizes.map((size, axis) => size + (before[axis] ?? 0) + (after[axis] ?? 0));
  const constantMode = call.text('mode', 'constant') === 'constant';
  const filling = call.constant(2)?.[0] ?? call.float('value', 0);
  if (constantMode && result.every((size) => size >= 0)) {
    const constant = picked(call, value, result, (index) => {
      const own = index.map((each, axis) => each - (before[axis] ?? 0));
      if (own.some((each, axis) => each < 0 || each >= (sizes[axis] ?? 0))) return filling;
      return value.constant?.[offsetOf(sizes, own)] ?? 0;
    });
    if (constant) return constant;
  }
  return call.output('pad', { inputs: [call.tensor(0)], attributes: { before, after } });
}

/** Index tensors name the leading axes with their last one. */
function gatherNd(call: NodeCall): OnnxValue {
  const sizes = call.sizes(0);
  const indexSizes = call.sizes(1);
  const batch = call.integer('batch_dims', 0);
  const depth = indexSizes.at(-1) ?? 0;
  if (batch < 0 || batch + depth > sizes.length) {
    brokenFile(`it takes by ${depth} indices from ${sizes.length} axes.`);
  }
  const result = [...indexSizes.slice(0, -1), ...sizes.slice(batch + depth)];
  return copied(call, result, [0, 1]);
}

function range(call: NodeCall): OnnxValue {
  const [start = 0, limit = 0, delta = 1] = [0, 1, 2].map((index) => call.content(index)[0] ?? 0);
  const length = Math.max(0, Math.ceil((limit - start) / delta));
  if (!Number.isSafeInteger(length)) brokenFile(`it counts from ${start} to ${limit} by ${delta}.`);
  if (call.around.mayFold(length)) {
    const values = Array.from({ length }, (_, index) => start + index * delta);
    return constantValue(values, [length], call.value(0).type);
  }
  return made(call, [length]);
}

/** A tensor that is written without reading any other. */
function made(call: NodeCall, sizes: readonly number[]): OnnxValue {
  const type = call.inputs.find((value) => value !== undefined)?.type ?? constantValue([]).type;
  const attributes = { kind: call.type, outputs: packShapes([sizes]), readsOutputs: true };
  return tensorValue(call.layer('routine', { inputs: [], attributes }), type);
}

/** The data with other elements at some places: the places are written, the rest is copied. */
function scatter(call: NodeCall): OnnxValue {
  const inputs: PlannedTensor[] = [0, 1, 2].map((index) => call.tensor(index));
  const reduces = call.text('reduction', 'none') !== 'none';
  return call.output('routine', {
    inputs,
    attributes: {
      kind: call.type,
      outputs: packShapes([call.sizes(0)]),
      flops: reduces ? call.count(2) : 0,
    },
  });
}

export const operators: OperatorTable = {
  Slice: slice,
  Gather: gather,
  GatherElements: (call) => copied(call, call.sizes(1), [0, 1]),
  GatherND: gatherNd,
  Scatter: scatter,
  ScatterElements: scatter,
  ScatterND: scatter,
  TensorScatter: (call) => copied(call, call.sizes(0), [0, 1]),
  Concat: concat,
  Split: split,
  Expand: expand,
  Tile: tile,
  Pad: pad,
  Range: range,
  // The lower or upper triangle; the rest is written as zero.
  Trilu: (call) => copied(call, call.sizes(0), [0]),
  ReverseSequence: (call) => copied(call, call.sizes(0), [0]),
  EyeLike: (call) => copied(call, call.sizes(0), []),
  OneHot: (call) => {
    const sizes = call.sizes(0);
    const depth = call.content(1)[0] ?? 0;
    const axis = call.axis(call.integer('axis', -1), sizes.length + 1);
    return copied(call, [...sizes.slice(0, axis), depth, ...sizes.slice(axis)], [0]);
  },
  DepthToSpace: (call) => blocks(call, 1),
  SpaceToDepth: (call) => blocks(call, -1),
  Col2Im: (call) => {
    const [batch = 0, rows = 0] = call.sizes(0);
    const [image, block] = [call.content(1), call.content(2)];
    return call.output('routine', {
      inputs: [call.tensor(0)],
      attributes: {
        kind: call.type,
        outputs: packShapes([[batch, Math.floor(rows / countOf(block)), ...image]]),
        flops: call.count(0),
      },
    });
  },
};

function blocks(call: NodeCall, direction: 1 | -1): OnnxValue {
  const [batch = 0, channels = 0, height = 0, width = 0] = call.sizes(0);
  const size = call.integer('blocksize', 1) ** direction;
  const result = [batch, channels / size ** 2, height * size, width * size].map(Math.round);
  if (countOf(result) !== call.count(0)) {
    brokenFile(
      `blocks of ${call.integer('blocksize', 1)} do not fit ${call.sizes(0).join(' × ')}.`,
    );
  }
  return copied(call, result, [0]);
}
