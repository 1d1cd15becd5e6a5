// A table that is made once: nothing runs.
import { relativeCoordinatesAttributes } from '../../operators/relative-coordinates.operator.ts';
import { defineLowering } from '../lowering.ts';

/** Distances are brought to ±8 and their logarithms to ±log₂ 9 / 3 (Liu et al. 2021, section 3.3, and torchvision). */
const FARTHEST = 8;
const LOG_SCALE = 3;

function coordinates(window: number): Float32Array<ArrayBuffer> {
  const edge = 2 * window - 1;
  const spaced = (place: number) => {
    const far = (FARTHEST * (place - (window - 1))) / Math.max(1, window - 1);
    return (Math.sign(far) * Math.log2(Math.abs(far) + 1)) / LOG_SCALE;
  };
  return Float32Array.from({ length: 2 * edge ** 2 }, (_, index) => {
    const distance = Math.floor(index / 2);
    return spaced(index % 2 === 0 ? Math.floor(distance / edge) : distance % edge);
  });
}

export const lowering = defineLowering({
  operator: 'relative-coordinates',
  attributes: relativeCoordinatesAttributes,
  unsupported: ({ precision }) =>
    // The table is a state, and states are f32.
    precision === 'f32' ? undefined : 'Tables of distances can be run in f32 only.',
  lower: ({ attributes: { window }, emit }) => ({
    outputs: [
      emit.state(`distances of a window of ${window}`, 2 * (2 * window - 1) ** 2, () =>
        coordinates(window),
      ),
    ],
    backward: () => [],
  }),
});
