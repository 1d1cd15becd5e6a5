// What a variant is: a transformation of a graph with its parameters, as it is listed, typed and applied.
import type { ModelGraph } from '../graph.ts';

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

export interface Variant {
  /** "pruned". */
  readonly id: string;
  /** "Pruned". */
  readonly name: string;
  /** What it does, as a sentence. */
  readonly sentence: string;
  readonly parameters: readonly VariantParameter[];
  /**
   * @param values one for each parameter, defaults filled in.
   * @throws FlopscopeError when a value is wrong or the model has nothing that it applies to.
   */
  apply(graph: ModelGraph, values: readonly string[]): ModelGraph;
}
