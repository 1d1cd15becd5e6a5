import { describe, expect, it } from 'vitest';
import type { Conv2dProblem, MatmulProblem } from '../../src/shared/problem.ts';
import { createRandom } from '../../src/shared/random.ts';
import { verifyAnswer } from './verify-answer.ts';

const random = createRandom(3);
const draw = (length: number) => Float32Array.from({ length }, () => 2 * random() - 1);

const matmul: MatmulProblem = { op: 'matmul', m: 5, n: 7, k: 11, precision: 'f32' };
const operands = { left: draw(55), right: draw(77), seed: 9 };

function product(): Float32Array {
  const result = new Float32Array(35);
  for (let row = 0; row < 5; row++) {
    for (let column = 0; column < 7; column++) {
      let sum = 0;
      for (let i = 0; i < 11; i++) {
        sum += (operands.left[row * 11 + i] ?? 0) * (operands.right[i * 7 + column] ?? 0);
      }
      result[row * 7 + column] = sum;
    }
  }
  return result;
}

describe('verifyAnswer', () => {
  it('accepts a product', () => {
    const report = verifyAnswer(matmul, operands, product(), 'rows');
    expect(report).toMatchObject({ wrong: undefined, checkedEntries: 35 });
  });

  it('names the entry that is off, missing or not a number', () => {
    const off = product();
    off[17] = (off[17] ?? 0) + 1e-4;
    expect(verifyAnswer(matmul, operands, off, 'rows').wrong).toContain('Element 17');
    expect(verifyAnswer(matmul, operands, off.subarray(0, 17), 'rows').wrong).toContain('NaN');
  });

  it('reads a convolution in either layout, and only in the right one', () => {
    const problem: Conv2dProblem = {
      op: 'conv2d',
      batch: 1,
      inChannels: 1,
      height: 2,
      width: 2,
      outChannels: 2,
      kernelHeight: 1,
      kernelWidth: 1,
      stride: 1,
      padding: 0,
      groups: 1,
      precision: 'f32',
    };
    const pixels = { left: Float32Array.of(1, 2, 3, 4), right: Float32Array.of(1, -1), seed: 1 };
    const planes = Float32Array.of(1, 2, 3, 4, -1, -2, -3, -4);
    const pairs = Float32Array.of(1, -1, 2, -2, 3, -3, 4, -4);
    expect(verifyAnswer(problem, pixels, planes, 'NCHW').wrong).toBeUndefined();
    expect(verifyAnswer(problem, pixels, pairs, 'NHWC').wrong).toBeUndefined();
    expect(verifyAnswer(problem, pixels, planes, 'NHWC').wrong).toContain('Element');
  });
});
