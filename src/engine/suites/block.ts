// One kind of layer with problems of every size.
import type { Problem } from '../../shared/problem.ts';

export interface Block {
  readonly id: string;
  /** For the progress line: "Matrix product, f32". */
  readonly title: string;
  /** Ascending; the first is small enough to run on anything, and serves as the probe. */
  readonly ladder: readonly Problem[];
  /**
   * Under `tunes: 'some'`: the problems that get time for choosing. What is fast on one of them is measured on all
   * others. The largest when absent.
   */
  readonly tuned?: readonly Problem[];
  /** How many problems of the ladder are measured at most; as many as the suite likes when absent. */
  readonly problems?: number;
}
