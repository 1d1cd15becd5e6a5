// Into how many segments of rows to cut the strips of an image, so that all invocations are busy and few
// rows are loaded twice.

export interface RowSegments {
  /** Rows of a segment; the last one may have fewer. */
  readonly segment: number;
  /** Segments of a strip. */
  readonly segments: number;
}

/**
 * The cut whose longest invocation loads the fewest rows.
 * @returns whole numbers with (segments − 1) · segment < height ≤ segments · segment.
 */
export function rowSegments(work: {
  /** Rows of a strip. */
  readonly height: number;
  readonly strips: number;
  readonly invocations: number;
  /** Rows of the image loaded for each row of the strip, and those loaded before the first. */
  readonly rowCost: number;
  readonly startCost: number;
}): RowSegments {
  const { height, strips, invocations, rowCost, startCost } = work;
  let best = { segment: height, segments: 1 };
  let least = Number.POSITIVE_INFINITY;
  for (let segment = height; segment >= 1; segment--) {
    const segments = Math.ceil(height / segment);
    const turns = Math.ceil((strips * segments) / invocations);
    const cost = turns * (startCost + segment * rowCost);
    if (cost < least) {
      least = cost;
      best = { segment, segments };
    }
  }
  return best;
}
