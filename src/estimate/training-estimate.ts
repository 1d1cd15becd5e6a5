// What an estimate says: every figure with its interval, its layers, and all that it assumes.
import type { PassName } from '../models/work.ts';
import type { OptimizerName, RecipeFact, TrainingPrecision, TrainingRecipe } from './recipe.ts';

/** low ≤ value ≤ high, in the unit that the field's name says. */
export interface Range {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The kinds of work whose rates are measured apart. */
export type RateKind = 'matmul' | 'spatial' | 'pointwise' | 'depthwise';

/** A measurement that the estimate rests on. */
export interface RateUsed {
  readonly kind: RateKind;
  /** Descriptor id, "matmul/block-tile". */
  readonly kernel: string;
  readonly problem: string;
  readonly flopsPerSecond: Range;
  /** True when the kind itself was not measured and this one stands in. */
  readonly standIn: boolean;
}

export type Bound = 'compute' | 'memory' | 'launch';

export interface LayerEstimate {
  readonly id: string;
  readonly name: string;
  readonly block: string;
  readonly operator: string;
  /** Of one optimizer step on one device: forward, recomputation, backward and update. */
  readonly seconds: Range;
  /** Of the step, 0 to 1. */
  readonly share: number;
  /** What takes most of its time. */
  readonly bound: Bound;
  readonly flops: number;
  readonly macs: number;
  readonly bytes: number;
  readonly launches: number;
  readonly passes: Readonly<Record<PassName, number>>;
  /** The measurements whose rates it was given, as "kernel, problem"; empty for memory-bound operators. */
  readonly measurements: readonly string[];
}

export interface MemoryEstimate {
  readonly weights: number;
  readonly gradients: number;
  /** Momentum or moments, and the f32 copy of the weights in mixed precision. */
  readonly optimizer: number;
  /** Tensors that backward needs, at the largest phase. */
  readonly activations: number;
  readonly total: number;
}

/** Whether training fits into a device of a given memory; workspace and fragmentation are left out. */
export interface MemoryVerdict {
  readonly deviceBytes: number;
  readonly neededBytes: number;
  readonly fits: boolean;
  /** Needed over available. */
  readonly share: number;
}

/** What several devices say to each other in a step. */
export interface CommunicationEstimate {
  readonly devices: number;
  readonly interconnect: string;
  /** In one direction. */
  readonly bytesPerSecond: number;
  /** Gradients of one device, exchanged once a step; mean over the phases. */
  readonly bytesPerStep: number;
  /** The ring all-reduce alone. */
  readonly ringSeconds: number;
  /** What of it lengthens a step: low with all of it behind backward, high with none. */
  readonly exposedSeconds: Range;
  /** Speed of all devices over that of as many without communication, 0 to 1. */
  readonly scalingEfficiency: Range;
}

/** All runs together: nobody trains once. */
export interface TrialsEstimate {
  readonly count: number;
  readonly seconds: Range;
  readonly flops: number;
}

export interface Assumption {
  readonly sentence: string;
  readonly provenance: RecipeFact['provenance'] | 'measured';
  readonly source?: string;
  /** How it widens the interval: factors on the time of what it concerns. */
  readonly factor?: { readonly low: number; readonly high: number };
}

export interface PhaseEstimate {
  readonly name: string;
  readonly batch: number;
  /** Examples that one device runs at once. */
  readonly microBatch: number;
  readonly imageSize?: number;
  readonly sequenceLength?: number;
  readonly steps: number;
  /** Communication between devices included. */
  readonly stepSeconds: Range;
  readonly seconds: Range;
  readonly flopsPerStep: number;
  readonly macsPerStep: number;
}

export interface TrainingEstimate {
  readonly model: { readonly id: string; readonly name: string; readonly head: string };
  readonly recipe: TrainingRecipe;
  readonly precision: TrainingPrecision;
  readonly optimizer: OptimizerName;
  /** All parameters, task head and adapters included. */
  readonly params: number;
  /** Those of them that are updated. */
  readonly trainedParams: number;
  /** Wall-clock time of the whole run. */
  readonly seconds: Range;
  /** Of one optimizer step; over several phases, the mean weighted by steps. */
  readonly stepSeconds: Range;
  readonly steps: number;
  /** Of the whole run on all devices: forward, backward and optimizer; recomputation apart. 1 MAC = 2 FLOP. */
  readonly flops: number;
  readonly flopsPerStep: number;
  readonly macsPerStep: number;
  /** Computed a second time by checkpointing, beside `flopsPerStep`; 0 without it. */
  readonly recomputedFlopsPerStep: number;
  /** Of one device. */
  readonly memoryBytes: MemoryEstimate;
  /** Null where the memory of the device is not known. */
  readonly memoryVerdict: MemoryVerdict | null;
  /** Null on one device. */
  readonly communication: CommunicationEstimate | null;
  readonly trials: TrialsEstimate;
  readonly phases: readonly PhaseEstimate[];
  /** In the order of the model; seconds are the mean over phases, work that of one device. */
  readonly layers: readonly LayerEstimate[];
  readonly assumptions: readonly Assumption[];
  /** Matrix FLOPs per second over this device's own measured multiply-add ceiling; null if not measured. */
  readonly modelFlopsUtilization: number | null;
  /** The same with what is recomputed; equal without checkpointing. */
  readonly hardwareFlopsUtilization: number | null;
  readonly kernelsUsed: readonly RateUsed[];
  /** Things that a person should know before trusting the figure (software adapter, drift). */
  readonly warnings: readonly string[];
}
