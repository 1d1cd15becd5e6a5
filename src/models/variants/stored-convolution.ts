// What a convolution with sparse or quantized weights copies around its product: the same for what is counted and for
// what is run.
import { isSparse, type QuantizedStorage, type SparseStorage } from './weight-storage.ts';

interface Geometry {
  readonly images: number;
  /** Height and width. */
  readonly size: readonly [number, number];
  /** Height and width of the result. */
  readonly places: readonly [number, number];
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number];
  readonly dilation: readonly [number, number];
}

export interface StoredConvolutionCopies {
  /** Whether a border of zeros is put around the images before their windows are copied. */
  readonly pads: boolean;
  readonly copiesInput: boolean;
  readonly copiesOutput: boolean;
}

/**
 * A sparse product reads one window a column: where each pixel is a window, or the image is the only one, a single image
 * lies so already; the results of several images are put back one after the other. A quantized one reads and writes one
 * window a row, which an image does where it has a single window.
 */
export function storedConvolutionCopies(
  storage: SparseStorage | QuantizedStorage,
  { images, size, places, kernel, stride, padding, dilation }: Geometry,
): StoredConvolutionCopies {
  const pads = padding.some((each) => each > 0);
  const windows = places[0] * places[1];
  const isPointwise = !pads && [...kernel, ...stride].every((each) => each === 1);
  const isWhole =
    !pads &&
    windows === 1 &&
    dilation.every((each) => each === 1) &&
    kernel[0] === size[0] &&
    kernel[1] === size[1];
  const lies = isSparse(storage) ? images === 1 && (isPointwise || isWhole) : isWhole;
  return { pads, copiesInput: !lies, copiesOutput: isSparse(storage) ? images > 1 : windows > 1 };
}
