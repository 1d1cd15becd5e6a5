// Resize and its older name Upsample.
import { brokenFile } from '../../broken-file.ts';
import type { NodeCall, OperatorTable } from '../graph/node-call.ts';
import type { OnnxValue } from '../graph/value.ts';

/** Sizes where they are given, else scaled ones. */
function targetSizes(call: NodeCall, scales: number, sizes: number | undefined): readonly number[] {
  const own = call.sizes(0);
  const axes = call.integers('axes')?.map((axis) => call.axis(axis, own.length)) ?? [...own.keys()];
  const result = [...own];
  const given = sizes !== undefined && call.has(sizes) && call.count(sizes) > 0;
  const values = given
    ? call.content(sizes)
    : (call.floats('scales') ?? (call.has(scales) ? call.content(scales) : []));
  if (values.length !== axes.length || values.some((each) => !(each >= 0))) {
    brokenFile(`it gives ${values.length} scales for ${axes.length} axes.`);
  }
  const policy = call.text('keep_aspect_ratio_policy', 'stretch');
  const ratios = axes.map((axis, index) => (values[index] ?? 1) / Math.max(1, own[axis] ?? 1));
  const common = policy === 'not_larger' ? Math.min(...ratios) : Math.max(...ratios);
  for (const [index, axis] of axes.entries()) {
    const size = own[axis] ?? 0;
    const value = values[index] ?? 1;
    if (!given) result[axis] = Math.floor(size * value);
    else result[axis] = policy === 'stretch' ? value : Math.round(size * common);
  }
  return result;
}

function resize(call: NodeCall, scales: number, sizesInput?: number): OnnxValue {
  const sizes = targetSizes(call, scales, sizesInput);
  const given = call.text('mode', 'nearest');
  const mode = given === 'nearest' || given === 'cubic' ? given : 'linear';
  return call.output('resize', {
    inputs: [call.tensor(0)],
    attributes: { mode, sizes: [...sizes] },
  });
}

export const operators: OperatorTable = {
  // From operator set 11 on a region of interest stands before the scales.
  Resize: (call) => (call.opset < 11 ? resize(call, 1) : resize(call, 2, 3)),
  Upsample: (call) => resize(call, 1),
  AffineGrid: (call) => {
    const size = call.content(1);
    const [batch = 1, , ...places] = size;
    const sizes = [batch, ...places, places.length];
    const elements = sizes.reduce((product, each) => product * each, 1);
    return call.output('routine', {
      inputs: [call.tensor(0)],
      attributes: {
        kind: call.type,
        outputs: [sizes.length, ...sizes],
        flops: elements * 2 * (places.length + 1),
      },
    });
  },
};
