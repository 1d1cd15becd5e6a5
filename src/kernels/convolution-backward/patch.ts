// Which gradients of the result touch a tile of the images: along one axis.

export interface Patch {
  /** Number of neighbouring gradients that the tile needs. */
  readonly length: number;
  /** The first of them, relative to the tile's number of strides; may be negative. */
  readonly first: number;
  /** Pixel j of the tile meets tap v at gradient (j + shift − v) / stride of the patch, if that is whole. */
  readonly shift: number;
}

/**
 * The tile has `strides` · `stride` pixels and starts on a multiple of the stride. Pixel j there meets tap v
 * at gradient (j + padding − v) / stride, counted from the tile's start.
 */
export function patchOf(axis: {
  readonly strides: number;
  readonly stride: number;
  readonly kernel: number;
  readonly padding: number;
}): Patch {
  const { strides, stride, kernel, padding } = axis;
  const first = Math.ceil((padding - kernel + 1) / stride);
  const last = Math.floor((strides * stride - 1 + padding) / stride);
  return { length: last - first + 1, first, shift: padding - stride * first };
}
