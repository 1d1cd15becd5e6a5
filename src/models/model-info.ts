// What the zoo tells of a model before it is built: enough for a picker, a form and a citation.
import type { BindingName, Bindings } from './graph.ts';

export type ModelTask =
  | 'image-classification'
  | 'language-model'
  | 'text-encoder'
  | 'sequence-to-sequence';

/** The sizes a binding may take, inclusive. */
export interface BindingLimits {
  readonly name: BindingName;
  /** "Image size", for a form. */
  readonly label: string;
  readonly unit: string;
  readonly minimum: number;
  readonly maximum: number;
  /** Sizes must be a multiple of this: the patch size of a vision transformer. */
  readonly multipleOf: number;
  /** What the size is cut into, where that is not patches of `multipleOf`: "windows of 7 × 7 at every stage". */
  readonly pieces?: string;
  readonly default: number;
}

/** The data the model was published with: a hint for recipes. */
export interface DatasetHint {
  readonly name: string;
  /** Training examples, where the data set counts in examples. */
  readonly examples?: number;
  /** Training tokens, where it counts in tokens. */
  readonly tokens?: number;
}

export interface ModelInfo {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly task: ModelTask;
  /** Of the publication. */
  readonly year: number;
  /** Citation of the architecture. */
  readonly source: string;
  /** Heads it can be built with; the first is the one whose parameters are published. */
  readonly heads: readonly [string, ...string[]];
  readonly defaults: Bindings;
  readonly bindings: readonly BindingLimits[];
  readonly dataset: DatasetHint;
}

/** What a caller may set; what is left out takes the model's default. */
export type BindingRequest = Partial<Record<BindingName, number>>;
