// Every variant that can be asked for, with its parameters.
import { distil } from './distil.ts';
import { fuse } from './fuse.ts';
import { inHalfPrecision } from './in-half-precision.ts';
import { lora, queryAndValue } from './lora.ts';
import { lowRank } from './low-rank.ts';
import { prune } from './prune.ts';
import { pruneBlocks } from './prune-blocks.ts';
import { pruneChannels } from './prune-channels.ts';
import { quantize } from './quantize.ts';
import { shareBetweenTasks } from './share-between-tasks.ts';
import { sparseExperts } from './sparse-experts.ts';
import type { Variant, VariantParameter } from './variant.ts';

const OPEN_SHARE = { minimum: 0, maximum: 1, isOpen: true, isWhole: false } as const;

function sparsity(of: string): VariantParameter {
  return {
    name: 'sparsity',
    kind: 'number',
    sentence: `Share of the ${of} that is removed, between 0 and 1.`,
    range: OPEN_SHARE,
    example: '0.9',
  };
}

export const variants: readonly Variant[] = [
  {
    id: 'pruned',
    name: 'Pruned',
    making: 'fine-tuning',
    sentence:
      'Single weights are removed, the same share of every layer but the first convolution, and the rest is stored as compressed rows.',
    parameters: [sparsity('weights')],
    apply: (graph, [typed]) => prune(graph, { sparsity: Number(typed) }),
  },
  {
    id: 'pruned-erk',
    name: 'Pruned by layer shape',
    making: 'fine-tuning',
    sentence:
      'Single weights are removed, fewer of small layers (Erdős–Rényi-Kernel), and the rest is stored as compressed rows.',
    parameters: [sparsity('weights')],
    apply: (graph, [typed]) => prune(graph, { sparsity: Number(typed), allocation: 'erk' }),
  },
  {
    id: 'blocks',
    name: 'Block-pruned',
    making: 'fine-tuning',
    sentence: 'Blocks of 16×16 weights are removed; what is left is multiplied block by block.',
    parameters: [sparsity('blocks')],
    apply: (graph, [typed]) => pruneBlocks(graph, { sparsity: Number(typed) }),
  },
  {
    id: 'channels',
    name: 'Fewer channels',
    making: 'fine-tuning',
    sentence:
      'Whole channels of convolutions and hidden features of feed-forward networks are removed: a smaller network of ordinary layers.',
    parameters: [
      {
        name: 'keep',
        kind: 'number',
        sentence: 'Share of the channels that is kept, between 0 and 1.',
        range: OPEN_SHARE,
        example: '0.5',
      },
    ],
    apply: (graph, [typed]) => pruneChannels(graph, { keep: Number(typed) }),
  },
  {
    id: 'int8',
    name: 'int8',
    making: 'none',
    sentence: 'Weights and activations are 8-bit integers, summed in int32.',
    parameters: [],
    apply: (graph) => quantize(graph, { scheme: 'int8' }),
  },
  {
    id: 'int8-weights',
    name: 'int8 weights',
    making: 'none',
    sentence:
      'Weights are 8-bit integers with a scale for each output; activations stay as they are.',
    parameters: [],
    apply: (graph) => quantize(graph, { scheme: 'int8-weights' }),
  },
  {
    id: 'int4-weights',
    name: 'int4 weights',
    making: 'none',
    sentence:
      'Weights are 4-bit integers with a scale for each group along the input; activations stay as they are.',
    parameters: [
      {
        name: 'group',
        kind: 'number',
        sentence:
          'Weights that share a scale, 128 or 64; a layer that 128 does not divide takes 64.',
        range: { minimum: 64, maximum: 128, isOpen: false, isWhole: true },
        default: 128,
        example: '128',
      },
    ],
    apply: (graph, [typed]) =>
      quantize(graph, { scheme: 'int4-weights', groupSize: Number(typed) }),
  },
  {
    id: 'f16',
    name: 'f16',
    making: 'none',
    precision: 'f16',
    sentence:
      'Weights and activations are 16-bit floats; sums stay in f32. Needs an adapter that has them.',
    parameters: [],
    apply: (graph) => inHalfPrecision(graph),
  },
  {
    id: 'low-rank',
    name: 'Low rank',
    making: 'fine-tuning',
    sentence: 'Each matrix of weights becomes the product of two thin ones where that saves.',
    parameters: [
      {
        name: 'rank',
        kind: 'number',
        sentence:
          'Share of the rank at which nothing is saved, between 0 and 1; or the rank itself, a whole number.',
        example: '0.5',
      },
    ],
    apply: (graph, [typed]) => {
      const rank = Number(typed);
      return lowRank(graph, rank >= 1 ? { rank } : { share: rank });
    },
  },
  {
    id: 'lora',
    name: 'LoRA',
    sentence:
      'Low-rank matrices beside the frozen weights of queries and values: they alone are trained, and one network serves many tasks. Merged into the weights, the dense network runs.',
    parameters: [
      {
        name: 'rank',
        kind: 'number',
        sentence: 'Rank of the added matrices, a whole number from 1.',
        range: { minimum: 1, maximum: 1024, isOpen: false, isWhole: true },
        default: 8,
        example: '8',
      },
    ],
    making: 'fine-tuning',
    adapters: ([rank]) => queryAndValue(Number(rank)),
    apply: (graph, [rank]) => lora(graph, { rank: Number(rank) }),
  },
  {
    id: 'fused',
    name: 'Fused',
    making: 'none',
    sentence:
      'Batch normalisations are folded into the layers before them, and activations run before results are stored. For inference only.',
    parameters: [],
    apply: (graph) => fuse(graph),
  },
  {
    id: 'experts',
    name: 'Mixture of experts',
    making: 'training',
    sentence: 'Every feed-forward network becomes many of its size, of which a token uses a few.',
    parameters: [
      {
        name: 'experts',
        kind: 'number',
        sentence: 'Experts of each layer, a whole number from 2.',
        range: { minimum: 2, maximum: 4096, isOpen: false, isWhole: true },
        example: '8',
      },
      {
        name: 'perToken',
        kind: 'number',
        sentence: 'Experts that one token uses, fewer than there are.',
        range: { minimum: 1, maximum: 4095, isOpen: false, isWhole: true },
        default: 2,
        example: '2',
      },
    ],
    apply: (graph, [experts, perToken]) =>
      sparseExperts(graph, { experts: Number(experts), perToken: Number(perToken) }),
  },
  {
    id: 'tasks',
    name: 'Shared between tasks',
    making: 'training',
    sentence: 'Many tasks share the first layers of the model, and each owns the last ones.',
    parameters: [
      {
        name: 'tasks',
        kind: 'number',
        sentence: 'Tasks, a whole number from 2.',
        range: { minimum: 2, maximum: 10_000, isOpen: false, isWhole: true },
        example: '69',
      },
      {
        name: 'own',
        kind: 'number',
        sentence: 'Share of the model that each task owns, between 0 and 1.',
        range: OPEN_SHARE,
        default: 0.625,
        example: '0.625',
      },
    ],
    apply: (graph, [tasks, own]) =>
      shareBetweenTasks(graph, { tasks: Number(tasks), own: Number(own) }),
  },
  {
    id: 'distilled',
    name: 'Distilled',
    making: 'distillation',
    sentence: 'A smaller model of the zoo in place of this one, trained on what this one answers.',
    parameters: [
      {
        name: 'student',
        kind: 'model',
        sentence: 'Id of the smaller model.',
        example: 'distilbert-base',
      },
    ],
    apply: (graph, [student = '']) => distil(graph, { student }),
  },
];
