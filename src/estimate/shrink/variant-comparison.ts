// What a comparison of variants tells: counted work, foretold times, and their ratios to the dense network.
import type { Provenance } from '../../facts/facts.ts';
import type { Range } from '../training-estimate.ts';
import type { Crossover } from './crossover.ts';
import type { BreakEven } from './repayment.ts';
import type { LargestProduct } from './largest-product.ts';

/** Where the time of a pass goes, in seconds. */
export interface TimeParts {
  /** Products with dense weights, and convolutions. */
  readonly dense: number;
  /** Products with sparse or quantized weights. */
  readonly compressed: number;
  /** Copies, and activations that become int8. */
  readonly moving: number;
  readonly rest: number;
  /** Of all of them: kernels that spend most of their time on their traffic. */
  readonly memoryBound: number;
  /** Of all of them: what the launches alone take. */
  readonly launches: number;
}

export interface PassComparison {
  readonly macs: number;
  /** 2 × MACs + all other arithmetic. */
  readonly flops: number;
  /** Read and written, each tensor once. */
  readonly bytes: number;
  /** FLOPs of the dense network over its own: what counting promises. */
  readonly theoreticalSpeedup: number;
  /** Of the kernels that would run here, with a 95 % interval; null where one cannot be run or was not measured. */
  readonly seconds: Range | null;
  /** Time of the dense network over its own, by measured kernels of one run; errors that both share cancel. */
  readonly measuredSpeedup: Range | null;
  readonly energyKwh: Range | null;
  readonly parts: TimeParts | null;
  readonly launches: number | null;
  /** The layer of the crossovers, or the largest, as it runs here; for the roofline. */
  readonly largestProduct: LargestProduct | null;
}

/** A published score of this model in this variant. */
export interface PublishedScore {
  /** Id of the evaluation setting: scores of two settings are never compared. */
  readonly setting: string;
  readonly quantity: string;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  readonly value: number;
  /** Of the dense network in the same source. */
  readonly dense: number | null;
  readonly difference: number | null;
  readonly technique: string | null;
  readonly source: string;
  readonly date: string | null;
  readonly provenance: Provenance;
}

export interface ComparedVariant {
  /** As it was typed; "dense" for the network itself. */
  readonly id: string;
  readonly name: string;
  readonly params: number;
  /** Of the weights as they are stored, the rest in f32. */
  readonly checkpointBytes: number;
  /** Of one pass over the whole batch: images, or the tokens that are read. */
  readonly forward: PassComparison;
  /** Of one token that is written after them, by language models. */
  readonly decode: PassComparison | null;
  /** By the model's most usual recipe; null where it cannot be trained. */
  readonly trainingSeconds: Range | null;
  /** When the compute of making it is repaid; null for the dense network. */
  readonly breakEven: BreakEven | null;
  /** In the setting that most variants of this comparison have a score in. */
  readonly accuracy: PublishedScore | null;
  /** In every setting. */
  readonly published: readonly PublishedScore[];
  readonly notes: readonly string[];
}

export interface VariantComparison {
  readonly model: { readonly id: string; readonly name: string };
  readonly batch: number;
  readonly imageSize: number | null;
  readonly tokens: number | null;
  readonly dense: ComparedVariant;
  readonly variants: readonly ComparedVariant[];
  /** Variants that do not apply to this model, and why. */
  readonly refused: readonly { readonly id: string; readonly reason: string }[];
  /** From which sparsity on single pruned weights, and blocks, pay on this device. */
  readonly crossovers: readonly Crossover[];
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}
