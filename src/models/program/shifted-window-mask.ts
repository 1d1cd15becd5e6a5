// The mask of shifted windows: after a cyclic shift, a window at the border holds places from opposite ends of the image,
// which must not see each other.

/** What torchvision adds to scores that must not count: e^−100 is 0 in f32 beside any score that is seen. */
const HIDDEN = -100;

export interface ShiftedWindows {
  /** Tokens along the edge of a window. */
  readonly window: number;
  /** Height and width of the image; multiples of the window. */
  readonly image: readonly [number, number];
  /** Places that its height and width were shifted by, towards the start. */
  readonly shifts: readonly [number, number];
}

export function windowsOf({ window, image: [height, width] }: ShiftedWindows): number {
  return (height / window) * (width / window);
}

/** windows × `heads` × tokens × tokens: 0 for pairs of one region, −100 for others. */
export function shiftedWindowMask(
  geometry: ShiftedWindows,
  heads: number,
): Float32Array<ArrayBuffer> {
  const { window, image, shifts } = geometry;
  const tokens = window ** 2;
  const perRow = image[1] / window;
  const regionOf = (index: number, token: number) => {
    const y = Math.floor(index / perRow) * window + Math.floor(token / window);
    const x = (index % perRow) * window + (token % window);
    return 3 * part(y, image[0], window, shifts[0]) + part(x, image[1], window, shifts[1]);
  };
  const mask = new Float32Array(windowsOf(geometry) * heads * tokens ** 2);
  for (let index = 0; index < windowsOf(geometry); index++) {
    const regions = Array.from({ length: tokens }, (_, token) => regionOf(index, token));
    const start = index * heads * tokens ** 2;
    for (let pair = 0; pair < tokens ** 2; pair++) {
      if (regions[Math.floor(pair / tokens)] === regions[pair % tokens]) continue;
      for (let head = 0; head < heads; head++) mask[start + head * tokens ** 2 + pair] = HIDDEN;
    }
  }
  return mask;
}

/** Of an axis after the shift: whole windows, the rest of the last one, and what came round from the start. */
function part(place: number, size: number, window: number, shift: number): 0 | 1 | 2 {
  if (shift === 0 || place < size - window) return 0;
  return place < size - shift ? 1 : 2;
}
