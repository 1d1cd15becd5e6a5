// Which weights magnitude pruning keeps (Han et al. 2015, arXiv:1506.02626): the largest, over all layers together or in
// each by itself.

/** 1 where a weight is kept and 0 where it is not, by parameter id. */
export type Masks = ReadonlyMap<string, Float32Array<ArrayBuffer>>;

/** @param sparsity share of the weights that goes. At least one weight stays, and so many as the share rounds to. */
export function magnitudeMasks(
  weights: ReadonlyMap<string, Float32Array>,
  sparsity: number,
  scope: 'global' | 'layer',
): Masks {
  if (scope === 'global') return masksOf(weights, sparsity);
  return new Map([...weights].flatMap((each) => [...masksOf(new Map([each]), sparsity)]));
}

function masksOf(weights: ReadonlyMap<string, Float32Array>, sparsity: number): Masks {
  const masks = new Map([...weights].map(([id, { length }]) => [id, new Float32Array(length)]));
  const all = [...weights].flatMap(([id, values]) =>
    Array.from(values, (value, index) => ({ id, index, size: Math.abs(value) })),
  );
  // Sorting is stable: of equal weights the first ones are kept, the same ones every time.
  all.sort((a, b) => b.size - a.size);
  const kept = Math.max(1, Math.round((1 - sparsity) * all.length));
  for (const { id, index } of all.slice(0, kept)) masks.get(id)?.fill(1, index, index + 1);
  return masks;
}

/** The weights with what is not kept at exactly 0. */
export function masked(
  weights: ReadonlyMap<string, Float32Array<ArrayBuffer>>,
  masks: Masks,
): ReadonlyMap<string, Float32Array<ArrayBuffer>> {
  return new Map(
    [...weights].map(([id, values]) => {
      const mask = masks.get(id);
      return [id, mask === undefined ? values : values.map((v, i) => (mask[i] === 1 ? v : 0))];
    }),
  );
}
