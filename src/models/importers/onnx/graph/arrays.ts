// Row-major arithmetic on the small constants that shapes are computed from.

export function stridesOf(sizes: readonly number[]): readonly number[] {
  const strides = sizes.map(() => 1);
  for (let axis = sizes.length - 2; axis >= 0; axis--) {
    strides[axis] = (strides[axis + 1] ?? 1) * (sizes[axis + 1] ?? 1);
  }
  return strides;
}

/** Values at every index of `sizes`, from a function of the index. Callers keep `sizes` small. */
export function fill<T>(sizes: readonly number[], at: (index: readonly number[]) => T): T[] {
  const count = sizes.reduce((product, size) => product * size, 1);
  const index = sizes.map(() => 0);
  return Array.from({ length: count }, () => {
    const value = at(index);
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      const next = (index[axis] ?? 0) + 1;
      index[axis] = next < (sizes[axis] ?? 0) ? next : 0;
      if (index[axis] !== 0) break;
    }
    return value;
  });
}

/** The element of `data` at an index. */
export function pick(
  data: readonly number[],
  sizes: readonly number[],
  index: readonly number[],
): number {
  const strides = stridesOf(sizes);
  return data[index.reduce((sum, each, axis) => sum + each * (strides[axis] ?? 1), 0)] ?? 0;
}

/** As numpy: aligned at the last axis; undefined when the sizes do not fit. */
export function broadcastSizes(
  shapes: readonly (readonly number[])[],
): readonly number[] | undefined {
  const rank = Math.max(0, ...shapes.map((sizes) => sizes.length));
  const result: number[] = [];
  for (let fromEnd = rank; fromEnd >= 1; fromEnd--) {
    let size = 1;
    for (const sizes of shapes) {
      const own = sizes[sizes.length - fromEnd] ?? 1;
      if (own !== 1 && size !== 1 && own !== size) return undefined;
      if (own !== 1) size = own;
    }
    result.push(size);
  }
  return result;
}

/** The element that broadcasting reads for an index of the result. */
export function pickBroadcast(
  data: readonly number[],
  sizes: readonly number[],
  index: readonly number[],
): number {
  const offset = index.length - sizes.length;
  const own = sizes.map((size, axis) => (size === 1 ? 0 : (index[axis + offset] ?? 0)));
  return pick(data, sizes, own);
}
