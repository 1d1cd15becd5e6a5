import { describe, expect, it } from 'vitest';
import { conv2dOutputSize } from '../../shared/problem.ts';
import { dimension } from '../shapes.ts';
import { convolutionViews, type Windows } from './convolution-views.ts';
import { copyReason } from './strides.ts';

const image = (batch: number, channels: number, height: number, width: number) => [
  dimension('batch', batch),
  dimension('channels', channels),
  dimension('height', height),
  dimension('width', width),
];

const plain: Windows = {
  outChannels: 4,
  kernel: [3, 3],
  stride: [1, 1],
  padding: [1, 1],
  dilation: [1, 1],
  groups: 1,
};

const views = (windows: Partial<Windows>, height: number, width: number, out: [number, number]) =>
  convolutionViews(
    image(2, 3, height, width),
    image(2, 4, ...out),
    { ...plain, ...windows },
    'f32',
  );

describe('convolutionViews', () => {
  it('leaves alone what a kernel computes', () => {
    const { before, shape, after } = views({ stride: [2, 2] }, 9, 7, [5, 4]);
    expect([before, after]).toEqual([[], []]);
    expect(shape).toMatchObject({ batch: 2, height: 9, width: 7, stride: 2, padding: 1 });
  });

  it.each([
    { name: '1×7', windows: { kernel: [1, 7], padding: [0, 3] }, out: [9, 8] },
    { name: 'two strides', windows: { stride: [2, 1] }, out: [5, 8] },
    { name: 'dilated', windows: { dilation: [2, 2], padding: [2, 2] }, out: [9, 8] },
    { name: 'dilated and strided', windows: { dilation: [3, 2], stride: [2, 2] }, out: [3, 3] },
  ] as const)('hands on what fits together: $name', ({ windows, out }) => {
    const { before, shape, after } = views(windows, 9, 8, [...out]);
    const lengths = [
      2 * 3 * 9 * 8,
      ...before.flatMap(({ sourceLength, targetLength }) => [sourceLength, targetLength]),
      shape.batch * shape.inChannels * shape.height * shape.width,
    ];
    for (let at = 0; at < lengths.length; at += 2) expect(lengths[at]).toBe(lengths[at + 1]);
    const { height, width } = conv2dOutputSize(shape);
    const ends = [
      shape.batch * shape.outChannels * height * width,
      ...after.flatMap(({ sourceLength, targetLength }) => [sourceLength, targetLength]),
      2 * 4 * out[0] * out[1],
    ];
    for (let at = 0; at < ends.length; at += 2) expect(ends[at]).toBe(ends[at + 1]);
    expect([...before, ...after].map(copyReason)).toEqual(
      [...before, ...after].map(() => undefined),
    );
  });
});
