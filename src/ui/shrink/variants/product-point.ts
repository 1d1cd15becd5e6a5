// A product under the roofline, and the picture of several.
import type { LargestProduct } from '../../../estimate/shrink/largest-product.ts';
import type { Figures } from '../../../results/headline.ts';

export interface ProductPoint {
  /** Of the variant. */
  readonly name: string;
  readonly isDense: boolean;
  readonly product: LargestProduct;
}

/** Drawn anew whenever it is another object. */
export interface ProductPicture {
  readonly points: readonly ProductPoint[];
  /** Of the device whose ceilings are drawn. */
  readonly figures: Figures;
}
