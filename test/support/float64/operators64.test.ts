import { describe, expect, it } from 'vitest';
import type { Attributes, TensorShape } from '../../../src/models/graph.ts';
import { GraphBuilder } from '../../../src/models/graph-builder.ts';
import { dimension } from '../../../src/models/shapes.ts';
import { forward64 } from './forward64.ts';
import { erf } from './operators/activation.ts';

const AXES: Readonly<Record<number, readonly string[]>> = {
  1: ['batch'],
  2: ['batch', 'features'],
  3: ['batch', 'tokens', 'features'],
  4: ['batch', 'channels', 'height', 'width'],
};

interface Given {
  readonly sizes: readonly number[];
  readonly values: readonly number[];
  readonly integers?: boolean;
}

const given = (sizes: readonly number[], values: readonly number[]): Given => ({ sizes, values });
const ids = (sizes: readonly number[], values: readonly number[]): Given => ({
  sizes,
  values,
  integers: true,
});

/** One layer over inputs and parameters that are written out. @returns its outputs. */
function run(
  operator: string,
  attributes: Attributes,
  inputs: readonly Given[],
  parameters: readonly (readonly number[])[] = [],
  mode: 'training' | 'inference' = 'training',
): readonly (readonly number[])[] {
  const builder = new GraphBuilder();
  const tensors = inputs.map(({ sizes, integers }, index) => {
    const shape: TensorShape = sizes.map((size, axis) =>
      dimension(AXES[sizes.length]?.[axis] ?? '', size),
    );
    return builder.input(`x${index}`, shape, integers ? 'integer' : 'float');
  });
  const outputs = builder.applyMany(operator, 'layer', tensors, attributes);
  const graph = builder.finish({
    id: 'x',
    name: 'X',
    head: 'none',
    bindings: { batch: 1 },
    outputs,
  });
  const results = forward64(
    graph,
    new Map(
      [...graph.parameters.keys()].map((id, index) => [
        id,
        Float64Array.from(parameters[index] ?? []),
      ]),
    ),
    new Map(inputs.map(({ values }, index) => [`x${index}`, Float64Array.from(values)])),
    { mode },
  );
  return outputs.map(({ id }) => [...(results.get(id) ?? [])]);
}

function expectClose(actual: readonly number[] | undefined, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [index, value] of expected.entries()) expect(actual?.[index]).toBeCloseTo(value, 12);
}

const nine = given([1, 1, 3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9]);
const diagonal = [1, 0, 0, -1];
const EPSILON = 1e-5;

describe('linear and conv2d', () => {
  it('multiplies by the rows of the weight and adds the bias', () => {
    const [y] = run(
      'linear',
      { outFeatures: 2 },
      [given([1, 2], [1, 2])],
      [
        [3, 4, 5, 6],
        [0.5, -1],
      ],
    );
    expectClose(y, [11.5, 16]);
  });

  it('slides without flipping the kernel', () => {
    const [y] = run('conv2d', { outChannels: 1, kernel: 2, bias: true }, [nine], [diagonal, [1]]);
    expectClose(y, [-3, -3, -3, -3]);
  });

  it('knows stride, padding and dilation', () => {
    const strided = { outChannels: 1, kernel: 2, stride: 2, padding: 1 };
    expectClose(run('conv2d', strided, [nine], [diagonal])[0], [-1, -3, -7, -4]);
    const dilated = { outChannels: 1, kernel: 2, dilation: 2 };
    expectClose(run('conv2d', dilated, [nine], [diagonal])[0], [-8]);
    const wide = { outChannels: 1, kernel: [1, 3] };
    expectClose(run('conv2d', wide, [nine], [[1, 1, 1]])[0], [6, 15, 24]);
  });

  it('gives every group its own input channels', () => {
    const x = given([1, 4, 1, 1], [1, 2, 3, 4]);
    const weight = [1, 10, 100, 1000];
    const [y] = run('conv2d', { outChannels: 2, kernel: 1, groups: 2 }, [x], [weight]);
    expectClose(y, [21, 4300]);
    const [depthwise] = run('conv2d', { outChannels: 4, kernel: 1, groups: 4 }, [x], [weight]);
    expectClose(depthwise, [1, 20, 300, 4000]);
  });
});

describe('normalisation', () => {
  const half = 1 / Math.sqrt(1 + EPSILON);

  it('batch: by the biased variance of each channel over batch and pixels', () => {
    const x = given([2, 2, 1, 1], [1, 10, 3, 30]);
    const [y] = run(
      'batch-norm',
      {},
      [x],
      [
        [2, 1],
        [5, 0],
      ],
    );
    const large = 10 / Math.sqrt(100 + EPSILON);
    expectClose(y, [5 - 2 * half, -large, 5 + 2 * half, large]);
  });

  it('batch: inference starts from mean 0 and variance 1', () => {
    const x = given([1, 1, 1, 2], [4, -2]);
    expectClose(run('batch-norm', {}, [x], [[1], [0]], 'inference')[0], [4 * half, -2 * half]);
  });

  it('layer: over the last axis or a named one', () => {
    const x = given([1, 2, 2], [1, 3, 10, 30]);
    const large = 10 / Math.sqrt(100 + EPSILON);
    expectClose(
      run(
        'layer-norm',
        {},
        [x],
        [
          [1, 2],
          [0, 1],
        ],
      )[0],
      [-half, 1 + 2 * half, -large, 1 + 2 * large],
    );
    const image = given([1, 2, 1, 2], [1, 10, 3, 30]);
    expectClose(run('layer-norm', { axis: 'channels', learned: false }, [image])[0], [
      -half,
      -large,
      half,
      large,
    ]);
  });

  it('root mean square: without removing the mean', () => {
    const root = Math.sqrt(12.5 + EPSILON);
    expectClose(run('rms-norm', {}, [given([1, 2], [3, 4])], [[1, 10]])[0], [3 / root, 40 / root]);
  });
});

describe('matmul', () => {
  const a = given([1, 2, 2], [1, 2, 3, 4]);
  const b = given([1, 2, 2], [5, 6, 7, 8]);

  it('multiplies, also by a transposed matrix', () => {
    expectClose(run('matmul', {}, [a, b])[0], [19, 22, 43, 50]);
    expectClose(run('matmul', { transposeB: true }, [a, b])[0], [17, 23, 39, 53]);
  });

  it('repeats a matrix over leading axes that it lacks or has once', () => {
    const two = given([2, 1, 1, 1], [2, 3]);
    expectClose(run('matmul', {}, [two, given([1, 1, 1, 1], [7])])[0], [14, 21]);
    expectClose(run('matmul', {}, [two, given([1, 1, 1], [7])])[0], [14, 21]);
  });

  it('lets neighbouring heads share a head of B', () => {
    const four = given([1, 4, 1, 1], [1, 2, 3, 4]);
    const shared = run('matmul', { sharedB: true }, [four, given([1, 2, 1, 1], [10, 100])]);
    expectClose(shared[0], [10, 20, 300, 400]);
  });
});

describe('softmax and the loss', () => {
  it('is what exponentials say', () => {
    expectClose(run('softmax', {}, [given([1, 2], [0, Math.log(3)])])[0], [0.25, 0.75]);
  });

  it('hides later keys under a causal mask; the last query sees all', () => {
    const zeros = given([1, 2, 3], [0, 0, 0, 0, 0, 0]);
    const third = 1 / 3;
    expectClose(run('softmax', { mask: 'causal' }, [zeros])[0], [0.5, 0.5, 0, third, third, third]);
  });

  it('divides scores by the root of the head size', () => {
    const x = given([1, 2], [0, 2 * Math.log(3)]);
    expectClose(run('softmax', { scale: true, headSize: 4 }, [x])[0], [0.25, 0.75]);
  });

  it('averages the negative log-likelihoods', () => {
    const logits = given([2, 2], [0, Math.log(3), 0, 0]);
    const [loss] = run('cross-entropy', {}, [logits, ids([2], [1, 0])]);
    expectClose(loss, [(Math.log(4 / 3) + Math.log(2)) / 2]);
  });

  it('weighs labels and targets, the latter at their temperature', () => {
    const logits = given([1, 2], [0, 2 * Math.log(3)]);
    const targets = given([1, 2], [1, 0]);
    const attributes = { temperature: 2, softWeight: 0.75 };
    const [loss] = run('soft-cross-entropy', attributes, [logits, ids([1], [1]), targets]);
    // Probabilities 1/10 and 9/10; at the temperature 1/4 and 3/4.
    expectClose(loss, [0.25 * Math.log(10 / 9) + 0.75 * 4 * Math.log(4)]);
  });
});

describe('positions and windows', () => {
  const zeros = (sizes: readonly number[]) =>
    given(
      sizes,
      Array.from({ length: sizes.reduce((a, b) => a * b, 1) }, () => 0),
    );

  it('gives near distances a bucket each, and shares the others', () => {
    const table = Array.from({ length: 8 }, (_, bucket) => bucket);
    const bias = (attributes: Attributes, queries: number, keys: number) =>
      run('relative-bias', attributes, [zeros([1, 1, queries, keys])], [table])[0];
    expect(bias({ buckets: 8 }, 3, 4)).toEqual([0, 5, 6, 6, 1, 0, 5, 6, 2, 1, 0, 5]);
    const back = bias({ buckets: 8, bidirectional: false }, 150, 1);
    const picked = [0, 3, 4, 9, 10, 22, 23, 53, 54, 149].map((distance) => back?.[distance]);
    expect(picked).toEqual([0, 3, 4, 4, 5, 5, 6, 6, 7, 7]);
  });

  it('numbers the distances of a window as torchvision', () => {
    const table = Array.from({ length: 9 }, (_, row) => row);
    const [y] = run('window-position-bias', { window: 2, heads: 1 }, [], [table]);
    expect(y).toEqual([4, 3, 1, 0, 5, 4, 2, 1, 7, 6, 4, 3, 8, 7, 5, 4]);
  });

  it('lowers scores by the slope of the head', () => {
    const [y] = run('alibi', {}, [zeros([1, 3, 1, 2])]);
    expectClose(y, [0, 2 ** -4, 0, 2 ** -8, 0, 2 ** -2]);
    expectClose(run('alibi', { headSize: 4 }, [given([1, 1, 1, 1], [6])])[0], [3]);
  });

  it('spaces the distances of a window by logarithms', () => {
    const [y] = run('relative-coordinates', { window: 2 }, []);
    const far = Math.log2(9) / 3;
    expectClose(y?.slice(0, 8), [-far, -far, -far, 0, -far, far, 0, -far]);
  });

  it('hides the other regions of a shifted window', () => {
    const shifted = { mask: 'window', window: 2, image: [2, 4], shifts: [0, 1] };
    const [y] = run('softmax', shifted, [zeros([2, 1, 4, 4])]);
    const quarter = 0.25;
    expectClose(y?.slice(0, 4), [quarter, quarter, quarter, quarter]);
    expectClose(y?.slice(16, 24), [0.5, 0, 0.5, 0, 0, 0.5, 0, 0.5]);
  });

  it('brings rows to unit length', () => {
    const length = Math.sqrt(25 + 2 * EPSILON);
    expectClose(run('unit-length', {}, [given([1, 2], [3, -4])])[0], [3 / length, -4 / length]);
  });
});

describe('activation', () => {
  it('erf equals the values of tables (Abramowitz and Stegun, table 7.1)', () => {
    expectClose(
      [-1, 0, 0.5, 2, 4, 7].map(erf),
      [-0.8427007929497149, 0, 0.5204998778130465, 0.9953222650189527, 0.9999999845827421, 1],
    );
  });

  it.each([
    ['relu', [-1, 2], [0, 2]],
    ['relu6', [-1, 2, 7], [0, 2, 6]],
    ['gelu', [-1, 0, 1], [-0.158655253931457, 0, 0.8413447460685429]],
    ['gelu-tanh', [1], [0.8411919906082768]],
    ['tanh', [0.5], [0.46211715726001]],
    ['sigmoid', [0, Math.log(3)], [0.5, 0.75]],
    ['silu', [Math.log(3)], [0.75 * Math.log(3)]],
    ['hard-sigmoid', [-4, 0, 1, 4], [0, 0.5, 4 / 6, 1]],
    ['hard-swish', [-4, 0, 1, 4], [0, 0, 4 / 6, 4]],
  ])('%s', (kind, values, expected) => {
    expectClose(run('activation', { kind }, [given([1, values.length], values)])[0], expected);
  });
});

describe('sums, products and scales', () => {
  const x = given([2, 1, 2], [1, 2, 3, 4]);

  it('repeats what lacks leading axes', () => {
    const table = given([1, 2], [10, 20]);
    expectClose(run('elementwise', { kind: 'add' }, [x, table])[0], [11, 22, 13, 24]);
    expectClose(run('elementwise', { kind: 'multiply' }, [x, table, x])[0], [10, 80, 90, 320]);
  });

  it('adds and multiplies learned tensors', () => {
    expectClose(run('add-parameter', {}, [x], [[10, 20]])[0], [11, 22, 13, 24]);
    const scaled = run(
      'scale-parameter',
      { axis: 'channels' },
      [given([1, 2, 1, 2], [1, 2, 3, 4])],
      [[10, 100]],
    );
    expectClose(scaled[0], [10, 20, 300, 400]);
    const stored = [Math.log(3), 5];
    const exponential = { axis: 'channels', exponential: true };
    const raised = run('scale-parameter', exponential, [given([1, 2, 1, 1], [1, 2])], [stored]);
    expectClose(raised[0], [3, 200]);
    const shifted = run(
      'scale-shift',
      {},
      [x],
      [
        [10, 100],
        [1, 2],
      ],
    );
    expectClose(shifted[0], [11, 202, 31, 402]);
    const image = given([2, 2, 1, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
    const gate = given([2, 2, 1, 1], [1, 10, 100, 1000]);
    const gated = run('scale-channels', {}, [image, gate]);
    expectClose(gated[0], [1, 2, 30, 40, 500, 600, 7000, 8000]);
    expectClose(run('scale', { factor: 3 }, [x])[0], [3, 6, 9, 12]);
  });

  it('leaves dropout of rate 0 alone and refuses another', () => {
    expectClose(run('dropout', { rate: 0 }, [x])[0], [1, 2, 3, 4]);
    expect(() => run('stochastic-depth', { rate: 0.5 }, [x])).toThrow('rate 0');
  });
});

describe('pool', () => {
  const pool = (attributes: Attributes, x = nine) => run('pool', attributes, [x])[0];

  it('takes the largest or the mean of what lies inside', () => {
    expectClose(pool({ kind: 'max', kernel: 2, stride: 1 }), [5, 6, 8, 9]);
    expectClose(pool({ kind: 'mean', kernel: 2, stride: 1 }), [3, 4, 6, 7]);
    expectClose(pool({ kind: 'max', kernel: 2, ceil: true }), [5, 6, 8, 9]);
    expectClose(pool({ kind: 'mean', kernel: 2, ceil: true }), [3, 4.5, 7.5, 9]);
  });

  it('lets padding neither win nor count', () => {
    const negative = given([1, 1, 1, 2], [-3, -5]);
    expectClose(pool({ kind: 'max', kernel: 3, stride: 2, padding: 1 }, negative), [-3]);
    expectClose(pool({ kind: 'mean', kernel: 3, stride: 2, padding: 1 }, negative), [-4]);
  });

  it('spreads adaptive windows as PyTorch does', () => {
    const five = given([1, 1, 1, 5], [1, 2, 3, 4, 5]);
    expectClose(pool({ kind: 'mean', outputSize: [1, 3] }, five), [1.5, 3, 4.5]);
    expectClose(pool({ kind: 'max', outputSize: 1 }, five), [5]);
  });
});

describe('moves', () => {
  const count = (sizes: readonly number[]): Given =>
    given(
      sizes,
      Array.from({ length: sizes.reduce((a, b) => a * b, 1) }, (_, index) => index),
    );

  it.each<[string, Attributes, readonly Given[], readonly (readonly number[])[]]>([
    ['flatten', {}, [count([1, 2, 1, 2])], [[0, 1, 2, 3]]],
    ['reshape', { sizes: [2, 2] }, [count([4])], [[0, 1, 2, 3]]],
    ['permute', { order: [1, 0] }, [count([2, 3])], [[0, 3, 1, 4, 2, 5]]],
    ['permute', { order: [2, 0, 1] }, [count([1, 2, 3])], [[0, 3, 1, 4, 2, 5]]],
    ['expand', { sizes: [2, 2, 2] }, [count([2, 1])], [[0, 0, 1, 1, 0, 0, 1, 1]]],
    ['channel-shuffle', { groups: 2 }, [count([1, 6, 1, 1])], [[0, 3, 1, 4, 2, 5]]],
    ['image-to-tokens', {}, [count([1, 2, 1, 3])], [[0, 3, 1, 4, 2, 5]]],
    ['split-heads', { heads: 2 }, [count([1, 2, 4])], [[0, 1, 4, 5, 2, 3, 6, 7]]],
    ['merge-heads', {}, [count([1, 2, 2, 2])], [[0, 1, 4, 5, 2, 3, 6, 7]]],
    [
      'split-features',
      { sizes: [1, 2] },
      [count([2, 3])],
      [
        [0, 3],
        [1, 2, 4, 5],
      ],
    ],
    [
      'split',
      { axis: 'channels', parts: 2 },
      [count([2, 2, 1, 1])],
      [
        [0, 2],
        [1, 3],
      ],
    ],
    [
      'concat',
      { axis: 'features' },
      [count([2, 1]), given([2, 2], [10, 11, 12, 13])],
      [[0, 10, 11, 1, 12, 13]],
    ],
    ['window-partition', { window: 1, channels: 'first' }, [count([1, 2, 1, 2])], [[0, 2, 1, 3]]],
    [
      'window-partition',
      { window: 2, channels: 'last' },
      [count([1, 2, 4, 1])],
      [[0, 1, 4, 5, 2, 3, 6, 7]],
    ],
    [
      'window-partition',
      { window: 2, channels: 'last', grid: true },
      [count([1, 2, 4, 1])],
      [[0, 2, 4, 6, 1, 3, 5, 7]],
    ],
    [
      'window-merge',
      { window: 2, channels: 'last', height: 2, width: 4 },
      [count([2, 4, 1])],
      [[0, 1, 4, 5, 2, 3, 6, 7]],
    ],
    ['patch-merge', {}, [count([1, 2, 2, 2])], [[0, 1, 4, 5, 2, 3, 6, 7]]],
    ['roll', { axes: 'features', shifts: [1] }, [count([2, 3])], [[2, 0, 1, 5, 3, 4]]],
    ['pad', { before: [0, 1], after: [0, -1], fill: 'zeros' }, [count([2, 2])], [[0, 0, 0, 2]]],
    ['slice', { sizes: [1, 2], starts: [1, 1] }, [count([2, 3])], [[4, 5]]],
    ['take-tokens', { count: 1, squeeze: true }, [count([2, 2, 2])], [[0, 1, 4, 5]]],
    ['take-tokens', { count: 1 }, [count([2, 2, 2])], [[0, 1, 4, 5]]],
  ])('%s %j', (operator, attributes, inputs, expected) => {
    expect(run(operator, attributes, inputs)).toEqual(expected);
  });

  it('puts a learned token in front of each example', () => {
    const [y] = run('prepend-parameter', {}, [count([2, 1, 2])], [[8, 9]]);
    expect(y).toEqual([8, 9, 0, 1, 8, 9, 2, 3]);
  });

  it('looks rows up', () => {
    const table = [0, 1, 10, 11, 20, 21];
    const [y] = run('embedding', { entries: 3, features: 2 }, [ids([3], [2, 0, 2])], [table]);
    expect(y).toEqual([20, 21, 0, 1, 20, 21]);
  });
});
