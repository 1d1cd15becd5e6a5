// What the headers of a safetensors model say, whether it is one file or many.
import type { FileFact, WeightSummary } from '../imported-model.ts';

export interface SafetensorsWeights {
  /** Absent where too few shards were given to know. */
  readonly weights?: WeightSummary;
  readonly bufferElements: number;
  /** All tensors are in `weights`, so that a graph may be held against them. */
  readonly complete: boolean;
  readonly facts: readonly FileFact[];
  readonly warnings: readonly string[];
}
