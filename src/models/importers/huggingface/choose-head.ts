// Which head a checkpoint has, by the class that config.json names in "architectures", and what follows for the
// shape: BertForMaskedLM has no pooler, BertModel has one.
import {
  type TransformerHead,
  transformerHeads,
} from '../../zoo/families/transformer/build-transformer.ts';
import type { TransformerSpec } from '../../zoo/families/transformer/transformer-spec.ts';
import { plainText } from '../plain-text.ts';

export interface HeadChoice {
  readonly spec: TransformerSpec;
  readonly head: TransformerHead;
  readonly classes?: number;
  readonly warnings: readonly string[];
}

type Task = 'none' | 'words' | 'masked-words' | 'pre-training' | 'encoder' | 'classes' | 'other';

/** The last that fits; class names end in the task. */
const SUFFIXES: readonly (readonly [suffix: RegExp, task: Task])[] = [
  [/Model$/, 'none'],
  [/EncoderModel$/, 'encoder'],
  [/(LMHeadModel|MTModel|WithLMHead|WithLMHeadModel)$/, 'words'],
  [/For(CausalLM|ConditionalGeneration|Seq2SeqLM)$/, 'words'],
  [/ForMaskedLM$/, 'masked-words'],
  [/ForPreTraining$/, 'pre-training'],
  [/ForSequenceClassification$/, 'classes'],
];

function taskOf(architecture: string): Task {
  let found: Task = 'other';
  for (const [suffix, task] of SUFFIXES) if (suffix.test(architecture)) found = task;
  return found;
}

/** @param labels of a classifier. */
export function chooseHead(
  spec: TransformerSpec,
  architecture: string | undefined,
  labels: number,
): HeadChoice {
  const [published] = transformerHeads(spec);
  if (architecture === undefined) return { spec, head: published, warnings: [] };
  const task = taskOf(architecture);
  if (spec.kind === 'encoder') return chooseEncoderHead(spec, architecture, task, labels);
  if (task === 'words') return { spec, head: 'language-model', warnings: [] };
  if (task === 'none') return { spec, head: 'none', warnings: [] };
  if (task === 'encoder' && spec.kind === 'encoder-decoder') {
    const { decoder, output, ...encoder } = spec;
    return {
      spec: { ...encoder, kind: 'encoder' },
      head: 'none',
      warnings:
        decoder && output ? ['Only the encoder: the file names a model without decoder.'] : [],
    };
  }
  return { spec, head: 'none', warnings: [leftOut(architecture)] };
}

function chooseEncoderHead(
  spec: TransformerSpec,
  architecture: string,
  task: Task,
  labels: number,
): HeadChoice {
  const { pooler = false } = spec;
  // ELECTRA's ForPreTraining tells replaced tokens from others; ForMaskedLM is its generator.
  const predictsWords = task === 'masked-words' || (task === 'pre-training' && pooler);
  if (predictsWords) {
    const bare = task === 'masked-words' ? { pooler: false, segmentHead: false } : {};
    return { spec: { ...spec, ...bare }, head: 'pre-training', warnings: [] };
  }
  if (task === 'none') return { spec, head: 'none', warnings: [] };
  if (task === 'classes') {
    // RoBERTa's classifier has a dense layer of its own in place of the pooler.
    const own = pooler && spec.segmentHead !== true ? { pooler: false } : {};
    return { spec: { ...spec, ...own }, head: 'classification', classes: labels, warnings: [] };
  }
  return { spec: { ...spec, pooler: false }, head: 'none', warnings: [leftOut(architecture)] };
}

function leftOut(architecture: string): string {
  return `The head of ${plainText(architecture)} is left out: only the model below it is counted.`;
}
