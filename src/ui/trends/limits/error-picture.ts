// What a chart of error against compute draws, as plain numbers: both axes are decimal logarithms, so that nothing
// overflows however far a curve is drawn on. Points carry what is said when they are pointed at.
import type { PaletteColour } from '../../charts/palette.ts';
import type { BandPoint, DotGroup } from '../plotted.ts';
import type { Span } from './error-axes.ts';

export interface PictureLine {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly colour: PaletteColour;
  /** Drawn on beyond what is known. */
  readonly dashed: boolean;
}

export interface ErrorPicture {
  /** The first stand in front. */
  readonly groups: readonly DotGroup[];
  readonly lines: readonly PictureLine[];
  readonly bands: readonly {
    readonly colour: PaletteColour;
    readonly points: readonly BandPoint[];
  }[];
  /** In log10 of per cent; null where the target lies outside the picture. */
  readonly target: {
    readonly y: number;
    readonly label: string;
    /** Where on its line nothing else lies. */
    readonly at: 'start' | 'center' | 'end';
  } | null;
  /** Of log10 FLOP. */
  readonly x: Span;
  /** Of log10 per cent. */
  readonly y: Span;
  readonly title: { readonly wide: string; readonly narrow: string };
}

export function spanOf(values: readonly number[]): Span {
  let [low, high] = [Infinity, -Infinity];
  // Not Math.min(...values): thousands of pasted points need not fit into a call.
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}
