// What a training run is, apart from the model and the device: how much data, how often, in what batches.
import type { Provenance } from '../facts/facts.ts';
import type { ModelTask } from '../models/model-info.ts';
import type { OptimizerName } from '../models/optimizer.ts';
import type { TrainingRegime } from './regimes/regime.ts';

export type { OptimizerName } from '../models/optimizer.ts';

/** `mixed` computes and keeps activations in f16, and updates an f32 copy of the weights; `f16` has nothing in f32. */
export type TrainingPrecision = 'f32' | 'mixed' | 'f16';

/** How long a phase lasts. An example is an image, or a sequence of tokens. */
export type PhaseLength =
  | { readonly kind: 'epochs'; readonly examples: number; readonly epochs: number }
  | { readonly kind: 'tokens'; readonly tokens: number }
  | { readonly kind: 'steps'; readonly steps: number };

/** A stretch of training at one batch and input size. Most recipes have one, BERT has two. */
export interface RecipePhase {
  readonly name: string;
  /** Examples per optimizer step. */
  readonly batch: number;
  /** Pixels; absent: the model's default. */
  readonly imageSize?: number;
  /** Tokens per example; absent: the model's default. */
  readonly sequenceLength?: number;
  /** Tokens that a sequence-to-sequence model writes per example; absent: the model's default. */
  readonly targetLength?: number;
  readonly length: PhaseLength;
}

/** A figure of the recipe with where it comes from; `memory` is shown as unverified. */
export interface RecipeFact {
  readonly sentence: string;
  readonly source: string;
  readonly provenance: Provenance | 'assumed' | 'yours';
}

export interface TrainingRecipe {
  readonly id: string;
  readonly name: string;
  /** One sentence for a person. */
  readonly summary: string;
  /** The kinds of model that it trains. */
  readonly tasks: readonly ModelTask[];
  /** Head that the model is given for this training. */
  readonly head: Readonly<Partial<Record<ModelTask, string>>>;
  /** Outputs of a classification head; absent: the model's default. */
  readonly classes?: number;
  readonly phases: readonly [RecipePhase, ...RecipePhase[]];
  readonly optimizer: OptimizerName;
  readonly precision: TrainingPrecision;
  /** How the steps are run; absent: plainly, on one device. */
  readonly regime?: TrainingRegime;
  readonly facts: readonly RecipeFact[];
}

export type RecipeField =
  | 'examples'
  | 'epochs'
  | 'tokens'
  | 'steps'
  | 'batch'
  | 'imageSize'
  | 'sequenceLength'
  | 'optimizer'
  | 'precision'
  | RegimeField;

/** Fields of the regime: how a step is run, on how many devices, and what of the model is trained. */
export type RegimeField =
  | 'accumulation'
  | 'checkpointing'
  | 'memory'
  | 'devices'
  | 'interconnect'
  | 'tuning'
  | 'tunedBlocks'
  | 'loraRank'
  | 'loraMatrices'
  | 'trials';

/** Fields that belong together in a form; `run` is what everybody sees. */
export type FieldGroup = 'run' | 'numbers' | 'memory' | 'devices' | 'tuning' | 'trials';

/** What a form sends: the recipe it started from, and the fields as typed. */
export type RecipeInput = Readonly<Partial<Record<RecipeField, unknown>>> & {
  readonly recipe?: unknown;
};

export type ParsedRecipe =
  | { readonly ok: true; readonly recipe: TrainingRecipe }
  | {
      readonly ok: false;
      /** One sentence per wrong field, to be shown beside it. */
      readonly errors: Readonly<Partial<Record<RecipeField | 'recipe', string>>>;
    };

/** One field of the form for a recipe. */
export interface RecipeFieldInfo {
  readonly field: RecipeField;
  readonly label: string;
  readonly unit: string;
  readonly value: number | string;
  /** Inclusive limits of a number, for the form's hints; `parseRecipe` checks them. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** For the fields that choose from a list. */
  readonly choices?: readonly string[];
  /** What a choice is called, where it is not called by its own name. */
  readonly choiceNames?: Readonly<Record<string, string>>;
  readonly group: FieldGroup;
  /** The field matters only while another one has one of these values. */
  readonly needs?: { readonly field: RecipeField; readonly values?: readonly string[] };
  /** A sentence of help, with its source where it holds a figure. */
  readonly help?: string;
}
