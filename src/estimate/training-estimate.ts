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
  /** Of one optimizer step: forward, backward and update. */
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
  /** Momentum or moments, and the f32 master copy when training in f16. */
  readonly optimizer: number;
  /** Tensors that backward needs, at the largest phase. */
  readonly activations: number;
  readonly total: number;
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
  readonly imageSize?: number;
  readonly sequenceLength?: number;
  readonly steps: number;
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
  /** Trained parameters, task head included. */
  readonly params: number;
  /** Wall-clock time of the whole run. */
  readonly seconds: Range;
  /** Of one optimizer step; over several phases, the mean weighted by steps. */
  readonly stepSeconds: Range;
  readonly steps: number;
  /** Of the whole run: forward, backward and optimizer. 1 MAC = 2 FLOP. */
  readonly flops: number;
  readonly flopsPerStep: number;
  readonly macsPerStep: number;
  readonly memoryBytes: MemoryEstimate;
  readonly phases: readonly PhaseEstimate[];
  /** In the order of the model; seconds are the mean over phases. */
  readonly layers: readonly LayerEstimate[];
  readonly assumptions: readonly Assumption[];
  /** Matrix FLOPs per second over this device's own measured multiply-add ceiling; null if not measured. */
  readonly modelFlopsUtilization: number | null;
  readonly kernelsUsed: readonly RateUsed[];
  /** Things that a person should know before trusting the figure (software adapter, drift). */
  readonly warnings: readonly string[];
}
