// Convolutions as products: every window of the images copied into a column or a row of a matrix. Windows overlap, so that
// the copy reads most pixels several times.
import { boxCopy, type Copy, contiguousStrides, product, withoutUnitAxes } from './strides.ts';

export interface WindowedConvolution {
  /** Batch, channels, height, width. */
  readonly images: readonly [number, number, number, number];
  /** Height and width of the result. */
  readonly places: readonly [number, number];
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number];
  readonly dilation: readonly [number, number];
}

/**
 * One after the other; the first puts a border of zeros around the images where there is padding.
 * @param each `column`: (channels × kernel) × (images × places); `row`: the other way round.
 */
export function windowCopies(
  { images, places, kernel, stride, padding, dilation }: WindowedConvolution,
  each: 'column' | 'row',
): readonly Copy[] {
  const [batch, channels, height, width] = images;
  const size = [height + 2 * padding[0], width + 2 * padding[1]] as const;
  const padded = [batch, channels, ...size];
  const [ofImage = 0, ofChannel = 0, ofRow = 0, ofPixel = 0] = contiguousStrides(padded);
  const window = [
    [channels, ofChannel],
    [kernel[0], dilation[0] * ofRow],
    [kernel[1], dilation[1] * ofPixel],
  ] as const;
  const positions = [
    [batch, ofImage],
    [places[0], stride[0] * ofRow],
    [places[1], stride[1] * ofPixel],
  ] as const;
  const axes = each === 'column' ? [...window, ...positions] : [...positions, ...window];
  const sizes = axes.map(([count]) => count);
  const windows = withoutUnitAxes({
    sizes,
    sourceStrides: axes.map(([, step]) => step),
    targetStrides: contiguousStrides(sizes),
    sourceOffset: 0,
    targetOffset: 0,
    sourceLength: product(padded),
    targetLength: product(sizes),
  });
  if (padding[0] === 0 && padding[1] === 0) return [windows];
  const planes = batch * channels;
  const border = boxCopy([planes, height, width], [planes, ...size], {
    sizes: [planes, height, width],
    from: [0, 0, 0],
    to: [0, ...padding],
  });
  return [border, windows];
}
