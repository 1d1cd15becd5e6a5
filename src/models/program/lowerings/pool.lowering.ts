// Maximum or mean over square windows, or the mean of whole planes. Padding never counts in a mean (PyTorch's
// count_include_pad=False).
import type * as v from 'valibot';
import type { TensorShape } from '../../graph.ts';
import { poolAttributes } from '../../operators/pool.operator.ts';
import { imageShape } from '../../shapes.ts';
import { pool2dOutputSize, type Pool2dProblem, type Precision } from '../../../shared/problem.ts';
import { emitCopy } from '../copy-lowering.ts';
import { defineLowering, type Lowered, type LoweringCall } from '../lowering.ts';
import type { Value } from '../program.ts';

type PoolAttributes = v.InferOutput<typeof poolAttributes>;
type Window = Pick<Pool2dProblem, 'kernel' | 'stride' | 'padding' | 'ceil'>;

/** Kernels of pooling have square windows; a plane of any sides is summed instead. */
function isMeanOfPlanes(shape: TensorShape, { kind, outputSize }: PoolAttributes): boolean {
  const { height, width } = imageShape(shape);
  const wantsOne = outputSize?.[0] === 1 && outputSize[1] === 1;
  return kind === 'mean' && wantsOne && height.size !== width.size;
}

/** y = Σ x / pixels over each plane; the gradient is spread evenly. */
function meanOfPlanes(call: LoweringCall<PoolAttributes>, x: Value, planes: number): Lowered {
  const { precision, emit } = call;
  const pixels = x.length / planes;
  const operand = emit.state(`factor 1 / ${pixels}`, 1, 1 / pixels);
  const scaled = (pass: 'forward' | 'backwardData', name: string, source: Value) => {
    const y = emit.value(name, planes);
    emit.run(
      pass,
      { op: 'elementwise', kind: 'scale', rows: planes, columns: 1, precision },
      { reads: { x: source, operand }, writes: { y } },
    );
    return y;
  };
  const sums = emit.value('sums', planes);
  emit.run(
    'forward',
    { op: 'sum', outer: 1, columns: planes, inner: pixels, precision },
    { reads: { x }, writes: { y: sums } },
  );
  return {
    outputs: [scaled('forward', 'y', sums)],
    backward: ({ gradients: [dy], wanted: [wantsInput = false] }) => {
      if (dy === undefined || !wantsInput) return [];
      const spread = {
        sizes: [planes, pixels],
        sourceStrides: [1, 0],
        targetStrides: [pixels, 1],
        sourceOffset: 0,
        targetOffset: 0,
        sourceLength: planes,
        targetLength: x.length,
      };
      return [emitCopy(call, 'backwardData', spread, scaled('backwardData', 'share', dy))];
    },
  };
}

/** The window along both axes, or why there is none that a kernel runs. */
function windowOf(shape: TensorShape, given: PoolAttributes): Window | string {
  const { height, width } = imageShape(shape);
  if (given.outputSize) {
    const [rows, columns] = given.outputSize;
    if (height.size % rows !== 0 || width.size % columns !== 0) {
      return 'Adaptive pooling cannot be run where its windows differ in size.';
    }
    const kernel = height.size / rows;
    if (kernel !== width.size / columns) return RECTANGULAR;
    return { kernel, stride: kernel, padding: 0 };
  }
  const { kernel = [1, 1], stride = kernel, padding, ceil } = given;
  if ([kernel, stride, padding].some(([vertical, horizontal]) => vertical !== horizontal)) {
    return RECTANGULAR;
  }
  return {
    kernel: kernel[0],
    stride: stride[0],
    padding: padding[0],
    ...(ceil ? { ceil } : {}),
  };
}

const RECTANGULAR = 'Pooling can be run only over square windows, with equal strides and paddings.';

function problemOf(
  shape: TensorShape,
  { kind }: PoolAttributes,
  window: Window,
  precision: Precision,
): Pool2dProblem {
  const { batch, channels, height, width } = imageShape(shape);
  return {
    op: 'pool2d',
    kind: kind === 'mean' ? 'average' : 'max',
    planes: batch.size * channels.size,
    height: height.size,
    width: width.size,
    ...window,
    precision,
  };
}

export const lowering = defineLowering({
  operator: 'pool',
  attributes: poolAttributes,
  unsupported: ({ inputs: [input], attributes, precision }) => {
    if (isMeanOfPlanes(input?.shape ?? [], attributes)) {
      // A state holds the factor, and states are f32.
      return precision === 'f32' ? undefined : RECTANGULAR;
    }
    const window = windowOf(input?.shape ?? [], attributes);
    if (typeof window === 'string') return window;
    return window.padding >= window.kernel
      ? 'Pooling cannot be run where a window would lie in the padding alone.'
      : undefined;
  },
  lower: (call) => {
    const { attributes, inputs, precision, emit } = call;
    const [input] = inputs;
    if (!input) throw new Error('Pooling has an input.');
    const x = input.value;
    if (isMeanOfPlanes(input.shape, attributes)) {
      const { batch, channels } = imageShape(input.shape);
      return meanOfPlanes(call, x, batch.size * channels.size);
    }
    const window = windowOf(input.shape, attributes);
    if (typeof window === 'string') throw new Error(window);
    if (window.kernel === 1 && window.stride === 1) {
      return { outputs: [x], backward: ({ gradients }) => gradients };
    }
    const problem = problemOf(input.shape, attributes, window, precision);
    const places = pool2dOutputSize(problem);
    const y = emit.value('y', problem.planes * places.height * places.width);
    emit.run('forward', problem, { reads: { x }, writes: { y } });
    return {
      outputs: [y],
      backward: ({ gradients: [dy], wanted: [wantsInput = false] }) => {
        if (dy === undefined || !wantsInput) return [];
        const dx = emit.value('dx', x.length);
        emit.run(
          'backwardData',
          { ...problem, op: 'pool2d-gradient' },
          { reads: problem.kind === 'max' ? { x, y, dy } : { dy }, writes: { dx } },
        );
        return [dx];
      },
    };
  },
});
