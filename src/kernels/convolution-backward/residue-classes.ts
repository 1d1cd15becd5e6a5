// The pixels of an image by their residue modulo the stride: along one axis.

export interface ResidueClass {
  /** The class's first pixel; the others follow at the stride. */
  readonly start: number;
  /** Its pixels inside the image. */
  readonly count: number;
  /** The first tap of the window that meets it; the others follow at the stride. */
  readonly firstTap: number;
  /** Number of taps that meet it; 0 where the stride steps over it. */
  readonly taps: number;
  /** Pixel i meets its tap a at gradient i + first − a. */
  readonly first: number;
}

/** The classes that have pixels, in order: pixel y meets tap v at gradient (y + padding − v) / stride. */
export function residueClasses(axis: {
  readonly size: number;
  readonly stride: number;
  readonly kernel: number;
  readonly padding: number;
}): readonly ResidueClass[] {
  const { size, stride, kernel, padding } = axis;
  return Array.from({ length: Math.min(stride, size) }, (_, start) => {
    const firstTap = (start + padding) % stride;
    return {
      start,
      count: Math.ceil((size - start) / stride),
      firstTap,
      taps: Math.max(0, Math.ceil((kernel - firstTap) / stride)),
      first: (start + padding - firstTap) / stride,
    };
  });
}
