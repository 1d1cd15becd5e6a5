// A transformer of the zoo from its spec: sizes that may be bound, heads, names and notes.
import type { DatasetHint, ModelTask } from '../../../model-info.ts';
import { defineTextModel, type ModelDefinition } from '../../define-model.ts';
import { buildTransformer, transformerHeads } from './build-transformer.ts';
import type { TransformerNames } from './transformer-names.ts';
import type { TransformerSpec } from './transformer-spec.ts';

export interface TransformerModel {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly year: number;
  readonly source: string;
  readonly spec: TransformerSpec;
  readonly names: TransformerNames;
  readonly dataset: DatasetHint;
  /** Tokens unless bound otherwise; the longest sequence, but at most 2048, when absent. */
  readonly defaultSequenceLength?: number;
  /** Tokens that the decoder of a sequence-to-sequence model writes unless bound otherwise. */
  readonly defaultTargetLength?: number;
  /** Said before the notes that follow from the spec. */
  readonly notes?: readonly string[];
}

/** The longest context of GPT-3, Pythia and OPT, at which language models are compared. */
const USUAL_LENGTH = 2048;

const TASKS: Readonly<Record<TransformerSpec['kind'], ModelTask>> = {
  encoder: 'text-encoder',
  decoder: 'language-model',
  'encoder-decoder': 'sequence-to-sequence',
};

export function defineTransformer(model: TransformerModel): ModelDefinition {
  const { spec, names, notes = [] } = model;
  const maximum = spec.maximumSequenceLength;
  const sequenceLength = model.defaultSequenceLength ?? Math.min(maximum, USUAL_LENGTH);
  return defineTextModel({
    ...model,
    task: TASKS[spec.kind],
    heads: transformerHeads(spec),
    maximumSequenceLength: maximum,
    defaultSequenceLength: sequenceLength,
    ...(spec.kind === 'encoder-decoder'
      ? { defaultTargetLength: model.defaultTargetLength ?? sequenceLength }
      : {}),
    // Entailment, neutral, contradiction: MNLI, the recipe for fine-tuning.
    ...(spec.kind === 'encoder' ? { defaultClasses: 3 } : {}),
    network: (graph, sizes, head) => {
      const built = buildTransformer(graph, spec, sizes, head, names);
      return { outputs: built.outputs, notes: [...notes, ...built.notes] };
    },
  });
}
