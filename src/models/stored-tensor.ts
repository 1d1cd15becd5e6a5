// How a learned tensor lies in memory and in a file where it is not a plain array of floats: fewer values, packed
// integers, and what is needed to read them.

export interface StoredTensor {
  /** Numbers that are stored: what counts as parameters. */
  readonly elements: number;
  /** Of all values together where the precision of the run does not decide it: integers, padded to whole words. */
  readonly packedBytes?: number;
  /** Floats in the precision of the run beside the elements: values of blocks beyond the matrix's edge, scales. */
  readonly moreFloats?: number;
  /** Indices, and scales that are f32 in every run. */
  readonly moreBytes?: number;
}

/** @param elementBytes of one float of the run, or of the file. */
export function storedBytes(stored: StoredTensor, elementBytes: number): number {
  const { elements, packedBytes = elements * elementBytes, moreFloats = 0, moreBytes = 0 } = stored;
  return packedBytes + moreFloats * elementBytes + moreBytes;
}
