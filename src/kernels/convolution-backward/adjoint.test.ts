// The two gradients are the adjoints of the convolution in its two operands, whatever stride, padding and
// groups: ⟨conv(x, w), dy⟩ = ⟨x, dx(dy, w)⟩ = ⟨w, dw(x, dy)⟩. This ties their references to that of the
// forward pass.
import { describe, expect, it } from 'vitest';
import type { Conv2dShape } from '../../shared/problem.ts';
import { createRandom } from '../../shared/random.ts';
import { convolutionReference } from '../convolution/convolution-reference.ts';
import type { ReferenceValue } from '../descriptor.ts';
import { backwardDataReference } from './backward-data-reference.ts';
import { backwardWeightsReference } from './backward-weights-reference.ts';
import { tensorLengths } from './forward-shape.ts';

const base: Conv2dShape = {
  batch: 2,
  inChannels: 4,
  height: 7,
  width: 6,
  outChannels: 6,
  kernelHeight: 3,
  kernelWidth: 2,
  stride: 1,
  padding: 1,
  groups: 1,
  precision: 'f32',
};

const shapes: readonly (Partial<Conv2dShape> & { readonly name: string })[] = [
  { name: 'plain' },
  { name: 'stride 2', stride: 2 },
  { name: 'stride 3 beyond the kernel', stride: 3, kernelHeight: 2, padding: 0 },
  { name: 'two groups', groups: 2, padding: 0 },
  { name: 'depthwise with a multiplier', outChannels: 8, groups: 4, stride: 2 },
  { name: 'padding beyond the kernel', padding: 4, stride: 2 },
  { name: '1×1', kernelHeight: 1, kernelWidth: 1, padding: 0 },
];

function innerProduct(left: Float32Array, right: (index: number) => ReferenceValue) {
  let value = 0;
  let magnitude = 0;
  left.forEach((factor, index) => {
    const { value: other } = right(index);
    value += factor * other;
    magnitude += Math.abs(factor * other);
  });
  return { value, magnitude };
}

describe('the references of the gradients are adjoint to the convolution', () => {
  it.each(shapes)('$name', (change) => {
    const shape = { ...base, ...change };
    const random = createRandom(7);
    const lengths = tensorLengths(shape);
    const tensor = (length: number) => Float32Array.from({ length }, () => 2 * random() - 1);
    const inputs = { x: tensor(lengths.x), w: tensor(lengths.w), dy: tensor(lengths.y) };

    const forward = innerProduct(inputs.dy, (index) =>
      convolutionReference({ ...shape, op: 'conv2d' }, {}, inputs, index),
    );
    const data = innerProduct(inputs.x, (index) =>
      backwardDataReference({ ...shape, op: 'conv2d-backward-data' }, {}, inputs, index),
    );
    const weights = innerProduct(inputs.w, (index) =>
      backwardWeightsReference({ ...shape, op: 'conv2d-backward-weights' }, {}, inputs, index),
    );

    // Float64 sums of some thousand products, each exact to 2^-53.
    const rounding = 1e-12 * forward.magnitude;
    expect(forward.magnitude).toBeGreaterThan(1);
    expect(Math.abs(data.value - forward.value)).toBeLessThan(rounding);
    expect(Math.abs(weights.value - forward.value)).toBeLessThan(rounding);
  });
});
