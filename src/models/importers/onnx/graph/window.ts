// Kernel, stride, dilation and padding of convolutions and pools, as the attributes of ONNX give them.
import { refuse } from '../../../operator.ts';
import { brokenFile } from '../../broken-file.ts';
import type { NodeCall } from './node-call.ts';

export interface Window {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Of a transposed convolution. */
  readonly outputPadding: readonly number[];
  /** Output sizes along the spatial axes. */
  readonly places: readonly number[];
}

/**
 * @param spatial sizes of the input along the axes that the window moves over.
 * @throws FlopscopeError `invalid-document` for attributes that cannot be, `invalid-input` for a window that
 * does not fit.
 */
export function windowOf(
  call: NodeCall,
  spatial: readonly number[],
  kernel: readonly number[],
  transposed = false,
): Window {
  const rank = spatial.length;
  const list = (name: string, length: number, fallback: number, least: number) => {
    const values = call.integers(name);
    if (!values || values.length === 0) return Array.from({ length }, () => fallback);
    if (values.length === length && values.every((each) => each >= least)) return values;
    return brokenFile(`its ${name} ${values.slice(0, 12).join(', ')} do not fit ${rank} axes.`);
  };
  const stride = list('strides', rank, 1, 1);
  const dilation = list('dilations', rank, 1, 1);
  const outputPadding = list('output_padding', rank, 0, 0);
  const pads = list('pads', 2 * rank, 0, 0);
  const mode = call.text('auto_pad', 'NOTSET');
  const extents = kernel.map((size, axis) => (dilation[axis] ?? 1) * (size - 1) + 1);
  const wanted = call.integers('output_shape');
  const before: number[] = [];
  const after: number[] = [];
  const places: number[] = [];
  for (const [axis, size] of spatial.entries()) {
    const step = stride[axis] ?? 1;
    const extent = extents[axis] ?? 1;
    const full = step * (size - 1) + extent + (outputPadding[axis] ?? 0);
    let [low, high] = [pads[axis] ?? 0, pads[axis + rank] ?? 0];
    const output = transposed ? wanted?.at(axis - rank) : undefined;
    if (mode === 'VALID') [low, high] = [0, 0];
    if (mode.startsWith('SAME') || output !== undefined) {
      const target = output ?? (transposed ? size * step : Math.ceil(size / step));
      const total = Math.max(0, transposed ? full - target : (target - 1) * step + extent - size);
      const less = Math.floor(total / 2);
      [low, high] = mode === 'SAME_LOWER' ? [total - less, less] : [less, total - less];
    }
    before.push(low);
    after.push(high);
    const count = transposed
      ? full - low - high
      : Math.floor((size + low + high - extent) / step) + 1;
    if (count < 1) {
      refuse(
        `its window of ${extent} does not fit into ${size} with padding ${low} and ${high}. Give a larger input.`,
      );
    }
    places.push(count);
  }
  return { kernel, stride, dilation, before, after, outputPadding, places };
}
