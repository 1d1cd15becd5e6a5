// Between the place of an element in memory and its index along every axis, row-major.

export function unravel(sizes: readonly number[], place: number): readonly number[] {
  let rest = place;
  return sizes
    .toReversed()
    .map((size) => {
      const index = rest % size;
      rest = Math.floor(rest / size);
      return index;
    })
    .toReversed();
}

/** @throws Error for an index outside of the sizes. */
export function ravel(sizes: readonly number[], index: readonly number[]): number {
  return sizes.reduce((place, size, axis) => {
    const own = index[axis];
    if (own === undefined || own < 0 || own >= size)
      throw new Error(`The index ${index.join(', ')} lies outside of ${sizes.join(' × ')}.`);
    return place * size + own;
  }, 0);
}
