// Between images and windows of tokens: which places of an image make up a window, as a copy.
import { type Copy, permutation } from './strides.ts';

export interface WindowedImages {
  readonly batch: number;
  readonly features: number;
  readonly height: number;
  readonly width: number;
}

export interface WindowCut {
  /** Tokens along the edge of a window; they divide height and width. */
  readonly window: number;
  /** A window has the pixels that stand at one place of every tile, not the neighbours of one tile. */
  readonly grid: boolean;
  readonly channels: 'first' | 'last';
}

/** From images to (batch · windows) × tokens × features, windows and tokens row by row. */
export function windowCopy(
  { batch, features, height, width }: WindowedImages,
  { window, grid, channels }: WindowCut,
): Copy {
  // Height and width are tiles × places within each; those of a grid take a token from every tile.
  const edge = (size: number) => (grid ? [window, size / window] : [size / window, window]);
  const [ofWindows, ofTokens] = grid ? [1, 0] : [0, 1];
  const edges = [...edge(height), ...edge(width)];
  const isFirst = channels === 'first';
  const rows = isFirst ? 2 : 1;
  const columns = rows + 2;
  return permutation(isFirst ? [batch, features, ...edges] : [batch, ...edges, features], [
    0,
    rows + ofWindows,
    columns + ofWindows,
    rows + ofTokens,
    columns + ofTokens,
    isFirst ? 1 : 5,
  ]);
}
