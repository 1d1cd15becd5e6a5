// The recipes themselves: published training runs with their real numbers, each figure with its source.
import { trainingFact } from '../facts/facts.ts';
import type { RecipeFact, TrainingRecipe } from './recipe.ts';

const figure = (id: string) => trainingFact(id).value;

function cited(...ids: readonly string[]): RecipeFact[] {
  return ids.map((id) => {
    const { sentence, source, date, checked, provenance } = trainingFact(id);
    return { sentence, source: `${source} (${date ?? `checked ${checked}`})`, provenance };
  });
}

function chosen(sentence: string): RecipeFact {
  return { sentence, source: 'Chosen by Flopscope', provenance: 'assumed' };
}

export const CUSTOM_RECIPE_ID = 'custom';

/** About the length of a sentence of WMT 2014 in byte pairs. */
const SENTENCE_TOKENS = 32;
/** T5 masks 15 % of 512 tokens in spans of 3; with the marks of the spans that makes 114. */
const MASKED_SPAN_TOKENS = 114;

export const RECIPES: readonly [TrainingRecipe, ...TrainingRecipe[]] = [
  {
    id: 'imagenet-90-epochs',
    name: 'ImageNet, 90 epochs',
    summary: 'The classic training of an image classifier from scratch: 90 passes over ImageNet.',
    tasks: ['image-classification'],
    head: {},
    phases: [
      {
        name: 'Training',
        batch: figure('imagenet-batch'),
        length: {
          kind: 'epochs',
          examples: figure('imagenet-images'),
          epochs: figure('imagenet-epochs'),
        },
      },
    ],
    optimizer: 'sgd-momentum',
    precision: 'f32',
    facts: cited('imagenet-images', 'imagenet-epochs', 'imagenet-batch'),
  },
  {
    id: 'cifar10-fine-tuning',
    name: 'Fine-tuning on CIFAR-10, 3 epochs',
    summary: 'A pre-trained classifier adapted to 50,000 small images, enlarged to its input size.',
    tasks: ['image-classification'],
    head: {},
    classes: 10,
    phases: [
      {
        name: 'Fine-tuning',
        batch: 64,
        length: { kind: 'epochs', examples: figure('cifar10-images'), epochs: 3 },
      },
    ],
    optimizer: 'sgd-momentum',
    precision: 'f32',
    facts: [
      ...cited('cifar10-images'),
      chosen('3 epochs in batches of 64; all layers are trained.'),
    ],
  },
  {
    id: 'bert-pre-training',
    name: 'BERT pre-training',
    summary:
      'A million steps as in the paper: nine tenths on short sequences, the rest on long ones.',
    tasks: ['text-encoder'],
    head: { 'text-encoder': 'pre-training' },
    phases: [
      {
        name: 'Short sequences',
        batch: figure('bert-batch'),
        sequenceLength: 128,
        length: { kind: 'steps', steps: figure('bert-short-steps') },
      },
      {
        name: 'Long sequences',
        batch: figure('bert-batch'),
        sequenceLength: 512,
        length: { kind: 'steps', steps: figure('bert-long-steps') },
      },
    ],
    optimizer: 'adam',
    precision: 'f32',
    facts: cited('bert-batch', 'bert-short-steps', 'bert-long-steps'),
  },
  {
    id: 'mnli-fine-tuning',
    name: 'Fine-tuning on MNLI, 3 epochs',
    summary: 'A pre-trained encoder adapted to 392,702 sentence pairs.',
    tasks: ['text-encoder'],
    head: { 'text-encoder': 'classification' },
    classes: 3,
    phases: [
      {
        name: 'Fine-tuning',
        batch: figure('bert-fine-tuning-batch'),
        sequenceLength: figure('bert-fine-tuning-length'),
        length: {
          kind: 'epochs',
          examples: figure('mnli-examples'),
          epochs: figure('bert-fine-tuning-epochs'),
        },
      },
    ],
    optimizer: 'adam',
    precision: 'f32',
    facts: cited(
      'mnli-examples',
      'bert-fine-tuning-epochs',
      'bert-fine-tuning-batch',
      'bert-fine-tuning-length',
    ),
  },
  {
    id: 'gpt2-10b-tokens',
    name: 'GPT-2 on 10 billion tokens',
    summary: 'A language model trained from scratch on a budget of 10 billion tokens.',
    tasks: ['language-model'],
    head: { 'language-model': 'language-model' },
    phases: [
      {
        name: 'Training',
        batch: figure('gpt2-short-batch'),
        sequenceLength: 1024,
        length: { kind: 'tokens', tokens: figure('gpt2-short-tokens') },
      },
    ],
    optimizer: 'adam',
    precision: 'f32',
    facts: cited('gpt2-short-tokens', 'gpt2-short-batch'),
  },
  {
    id: 'gpt2-300b-tokens',
    name: 'GPT-2 on 300 billion tokens',
    summary: 'The long open reproduction of GPT-2: 600,000 steps of half a million tokens.',
    tasks: ['language-model'],
    head: { 'language-model': 'language-model' },
    phases: [
      {
        name: 'Training',
        batch: figure('gpt2-long-batch'),
        sequenceLength: 1024,
        length: { kind: 'steps', steps: figure('gpt2-long-steps') },
      },
    ],
    optimizer: 'adam',
    precision: 'f32',
    facts: cited('gpt2-long-steps', 'gpt2-long-batch'),
  },
  {
    id: 'wikitext2-fine-tuning',
    name: 'Fine-tuning on WikiText-2, 3 epochs',
    summary: 'A pre-trained language model adapted to two million words, three times over.',
    tasks: ['language-model'],
    head: { 'language-model': 'language-model' },
    phases: [
      {
        name: 'Fine-tuning',
        batch: 8,
        sequenceLength: 1024,
        length: { kind: 'tokens', tokens: 3 * figure('wikitext2-tokens') },
      },
    ],
    optimizer: 'adam',
    precision: 'f32',
    facts: [
      ...cited('wikitext2-tokens'),
      chosen('3 epochs in batches of 8; one token per word, real tokenisers make somewhat more.'),
    ],
  },
  {
    id: 'wmt14-translation',
    name: 'Translation, WMT 2014 English-German',
    summary: 'The training of the first transformer, base size: 100,000 steps of short sentences.',
    tasks: ['sequence-to-sequence'],
    head: { 'sequence-to-sequence': 'language-model' },
    phases: [
      {
        name: 'Training',
        batch: Math.round(figure('translation-batch-tokens') / SENTENCE_TOKENS),
        sequenceLength: SENTENCE_TOKENS,
        targetLength: SENTENCE_TOKENS,
        length: { kind: 'steps', steps: figure('translation-steps') },
      },
    ],
    optimizer: 'adam',
    precision: 'f32',
    facts: [
      ...cited('translation-batch-tokens', 'translation-steps'),
      chosen(`Sentences of ${SENTENCE_TOKENS} tokens on both sides.`),
    ],
  },
  {
    id: 't5-baseline-pre-training',
    name: 'T5 baseline pre-training',
    summary: 'The pre-training that T5 compares its variants with: half a million steps.',
    tasks: ['sequence-to-sequence'],
    head: { 'sequence-to-sequence': 'language-model' },
    phases: [
      {
        name: 'Training',
        batch: figure('t5-batch'),
        sequenceLength: 512,
        targetLength: MASKED_SPAN_TOKENS,
        length: { kind: 'steps', steps: figure('t5-steps') },
      },
    ],
    optimizer: 'adam',
    precision: 'f32',
    facts: [
      ...cited('t5-batch', 't5-steps'),
      chosen(
        `The decoder writes ${MASKED_SPAN_TOKENS} tokens for 512; Adam in place of Adafactor, which keeps less state.`,
      ),
    ],
  },
  {
    id: CUSTOM_RECIPE_ID,
    name: 'Custom',
    summary: 'Your own data, batch and length.',
    tasks: ['image-classification', 'text-encoder', 'language-model', 'sequence-to-sequence'],
    head: {
      'text-encoder': 'classification',
      'language-model': 'language-model',
      'sequence-to-sequence': 'language-model',
    },
    phases: [
      {
        name: 'Training',
        batch: 32,
        length: { kind: 'epochs', examples: 50_000, epochs: 10 },
      },
    ],
    optimizer: 'adam',
    precision: 'f32',
    facts: [],
  },
];
