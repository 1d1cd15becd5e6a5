// Rearranges an array so that its axes come in another order: what separates the layouts of two libraries.

/**
 * @param sizes of the axes of `values`, the last of which is contiguous.
 * @param order axis i of the result is axis `order[i]` of `values`.
 * @throws RangeError when sizes, order and values do not belong together.
 */
export function transposed(
  values: ArrayLike<number>,
  sizes: readonly number[],
  order: readonly number[],
): Float32Array<ArrayBuffer> {
  const count = sizes.reduce((product, size) => product * size, 1);
  const isPermutation = sizes.every((_, axis) => order.includes(axis));
  if (count !== values.length || order.length !== sizes.length || !isPermutation) {
    throw new RangeError(
      `${values.length} values of ${sizes.join('×')} cannot be put in the order ${order.join(', ')}.`,
    );
  }
  const strides = sizes.map((_, axis) =>
    sizes.slice(axis + 1).reduce((product, size) => product * size, 1),
  );
  const target = new Float32Array(count);
  const index = order.map(() => 0);
  for (let place = 0; place < count; place++) {
    let source = 0;
    for (const [position, axis] of order.entries()) {
      source += (index[position] ?? 0) * (strides[axis] ?? 0);
    }
    target[place] = values[source] ?? NaN;
    for (let position = order.length - 1; position >= 0; position--) {
      const next = (index[position] ?? 0) + 1;
      const isFull = next === sizes[order[position] ?? 0];
      index[position] = isFull ? 0 : next;
      if (!isFull) break;
    }
  }
  return target;
}

/** The order that undoes `order`. */
export function inverseOrder(order: readonly number[]): readonly number[] {
  return order.map((_, axis) => order.indexOf(axis));
}
