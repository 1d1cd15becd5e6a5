// What an estimate of using a model says, after training.
import type { Precision } from '../../shared/problem.ts';
import type { Assumption, Bound, MemoryVerdict, Range } from '../training-estimate.ts';

/** One pass over whole inputs: images, or the prompt that a language model reads first. */
export interface ForwardEstimate {
  readonly seconds: Range;
  /** Of all examples of the batch. 1 MAC = 2 FLOP. */
  readonly flops: number;
  readonly macs: number;
  readonly bytes: number;
  /** What takes most of its time. */
  readonly bound: Bound;
  readonly examplesPerSecond: Range;
  /** Absent for models that read no tokens. */
  readonly tokensPerSecond?: Range;
}

/** Writing one token after the other, each of which reads all weights and what was kept of those before. */
export interface DecodeEstimate {
  readonly tokensIn: number;
  readonly tokensOut: number;
  /** Of one token for every sequence of the batch, at the mean length so far. */
  readonly stepSeconds: Range;
  readonly firstStepSeconds: number;
  readonly lastStepSeconds: number;
  readonly seconds: Range;
  /** Of all sequences together, while writing. */
  readonly tokensPerSecond: Range;
  readonly flopsPerStep: number;
  readonly bytesPerStep: number;
  readonly bound: Bound;
  /** Keys and values at the end, all sequences together. */
  readonly cacheBytes: number;
}

export interface InferenceMemory {
  readonly weights: number;
  readonly cache: number;
  /** The largest layer's inputs and outputs at once. */
  readonly working: number;
  readonly total: number;
}

export interface InferenceEstimate {
  readonly model: { readonly id: string; readonly name: string; readonly head: string };
  readonly precision: Precision;
  readonly batch: number;
  readonly params: number;
  readonly forward: ForwardEstimate;
  /** Null for models that do not write token by token. */
  readonly decode: DecodeEstimate | null;
  /** From input to the last output. */
  readonly seconds: Range;
  readonly memoryBytes: InferenceMemory;
  readonly memoryVerdict: MemoryVerdict | null;
  readonly assumptions: readonly Assumption[];
  readonly warnings: readonly string[];
}
