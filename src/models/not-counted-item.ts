// One thing that a forward count leaves out.

export interface NotCounted {
  /** "Dropout". */
  readonly what: string;
  readonly reason: string;
  /** FLOPs that it could add to this forward pass; null where that cannot be said. */
  readonly flopsAtMost: number | null;
  /** Parameters of the total that stand in no layer of the count; none when absent. */
  readonly params?: number;
}
