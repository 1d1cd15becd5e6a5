// The matrix product that a layer turns into.

/** C (m×n) = A (m×k) · B (k×n), `layers` times. */
export interface GemmShape {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** Independent products of this shape: images of a batch, or groups. */
  readonly layers: number;
}
