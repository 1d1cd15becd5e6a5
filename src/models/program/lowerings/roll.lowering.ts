// What stood at place i of an axis stands at i + shift, modulo its size: each shifted axis is cut in two, and every box
// that this makes is copied to where it belongs.
import { rollAttributes } from '../../operators/roll.operator.ts';
import { axisIndex } from '../../shapes.ts';
import { copiesLowering } from '../copy-lowering.ts';
import { type Box, boxCopy, sizesOf } from '../strides.ts';

interface Span {
  readonly count: number;
  readonly from: number;
  readonly to: number;
}

function spansOf(size: number, shift: number): readonly Span[] {
  const moved = size === 0 ? 0 : ((shift % size) + size) % size;
  const stays = { count: size - moved, from: 0, to: moved };
  return moved === 0 ? [stays] : [stays, { count: moved, from: size - moved, to: 0 }];
}

const NOWHERE: Box = { sizes: [], from: [], to: [] };

export const lowering = copiesLowering('roll', rollAttributes, (input, { axes, shifts }) => {
  const sizes = sizesOf(input);
  const shifted = axes.split(',').map((name) => axisIndex(input, name));
  const shiftOf = (axis: number) =>
    shifted.reduce((sum, each, index) => sum + (each === axis ? (shifts[index] ?? 0) : 0), 0);
  const boxes = sizes.reduce<readonly Box[]>(
    (found, size, axis) =>
      found.flatMap((box) =>
        spansOf(size, shiftOf(axis)).map(({ count, from, to }) => ({
          sizes: [...box.sizes, count],
          from: [...box.from, from],
          to: [...box.to, to],
        })),
      ),
    [NOWHERE],
  );
  return boxes.map((box) => boxCopy(sizes, sizes, box));
});
