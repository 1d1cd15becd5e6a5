// Work of the operators that read their tensors once, do a little per element, and write: everything but
// matrix products and convolutions.
import type { TensorShape } from './graph.ts';
import { totalElements } from './shapes.ts';
import { type PassWork, work } from './work.ts';

export interface Streaming {
  readonly reads: readonly TensorShape[];
  readonly writes: readonly TensorShape[];
  /** Of one element of what is read and written. */
  readonly elementBytes: number;
  /** Read or written beside those: masks, indices, in bytes. */
  readonly extraRead?: number;
  readonly extraWritten?: number;
  readonly flops?: number;
  readonly specialFunctions?: number;
  readonly launches?: number;
}

export function streaming(parts: Streaming): PassWork {
  return work({
    otherFlops: parts.flops ?? 0,
    specialFunctions: parts.specialFunctions ?? 0,
    bytesRead: totalElements(parts.reads) * parts.elementBytes + (parts.extraRead ?? 0),
    bytesWritten: totalElements(parts.writes) * parts.elementBytes + (parts.extraWritten ?? 0),
    launches: parts.launches ?? 1,
  });
}
