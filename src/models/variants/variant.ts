// What a variant is: a transformation of a graph with its parameters, as it is listed, typed and applied.
import type { ModelGraph } from '../graph.ts';
import type { AdapterChoice } from './low-rank-adapters.ts';

/** A parameter as it is typed behind the variant's name, "pruned:0.9". */
export interface VariantParameter {
  readonly name: string;
  /** What it is, and its range, as a sentence. */
  readonly sentence: string;
  readonly kind: 'number' | 'model';
  /** Of a number, both ends included unless `isOpen`. */
  readonly range?: {
    readonly minimum: number;
    readonly maximum: number;
    readonly isOpen: boolean;
    readonly isWhole: boolean;
  };
  /** What is used when nothing is typed; the parameter must be typed when absent. */
  readonly default?: number | string;
  readonly example: string;
}

/**
 * What it takes to make a variant of a trained network: nothing but arithmetic on its weights, a part of its training
 * again, the whole training, or that of a student with its teacher beside it.
 */
export type Making = 'none' | 'fine-tuning' | 'training' | 'distillation';

export interface Variant {
  /** "pruned". */
  readonly id: string;
  /** "Pruned". */
  readonly name: string;
  /** What it does, as a sentence. */
  readonly sentence: string;
  readonly parameters: readonly VariantParameter[];
  readonly making: Making;
  /** What is trained beside frozen weights when it is made; absent: the network's own weights are. */
  adapters?(values: readonly string[]): AdapterChoice;
  /** Of weights and activations; absent: f32. */
  readonly precision?: 'f16';
  /**
   * @param values one for each parameter, defaults filled in.
   * @throws FlopscopeError when a value is wrong or the model has nothing that it applies to.
   */
  apply(graph: ModelGraph, values: readonly string[]): ModelGraph;
}
