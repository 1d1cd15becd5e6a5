import { describe, expect, it } from 'vitest';
import { conv2dOutputSize, problemMacs } from '../../src/shared/problem.ts';
import { parseShapes, SHAPES, tooLarge } from './shapes.ts';

describe('the shapes', () => {
  it('have a name each', () => {
    expect(new Set(SHAPES.map(({ name }) => name)).size).toBe(SHAPES.length);
  });

  it('keep the image where they do not stride, and halve it where they do', () => {
    for (const { problem } of SHAPES) {
      if (problem.op !== 'conv2d') continue;
      const { height, width } = conv2dOutputSize(problem);
      expect([height, width]).toEqual([
        problem.height / problem.stride,
        problem.width / problem.stride,
      ]);
    }
  });

  it('hold the stem of ResNet-50 with the 118 million multiply-adds that its paper counts', () => {
    const stem = SHAPES.find(({ network }) => network === 'ResNet-50 stem');
    expect(stem && problemMacs(stem.problem)).toBe(118_013_952);
  });
});

describe('parseShapes', () => {
  it('reads rows × shared × columns', () => {
    const [shape] = parseShapes('3x5x7');
    expect(shape?.problem).toEqual({ op: 'matmul', m: 3, k: 5, n: 7, precision: 'f32' });
  });

  it('takes several, the names of the list among them', () => {
    const shapes = parseShapes('1x768x3072, 3x3-64-64@56');
    expect(shapes.map(({ group }) => group)).toEqual(['gemv', 'conv']);
  });

  it.each(['0x5x5', 'abc', '5x5', '5x-5x5', '5x5x5x5', '', '1x1x9999999'])(
    'refuses "%s"',
    (text) => {
      expect(() => parseShapes(text)).toThrow(`"${text}"`);
    },
  );
});

describe('tooLarge', () => {
  const [shape] = parseShapes('2x3x4096');

  it('compares the largest of the three buffers with what the device binds', () => {
    if (shape === undefined) throw new Error('no shape');
    expect(tooLarge(shape, 4 * 3 * 4096)).toBeUndefined();
    expect(tooLarge(shape, 4 * 3 * 4096 - 1)).toContain('2x3x4096 needs a buffer of 49152 bytes');
  });
});
