// Small whole networks of every family that the executor trains, with their losses: here gradients meet that flow
// back by several ways.
import type { Tensor } from '../../../src/models/graph.ts';
import type { GraphBuilder } from '../../../src/models/graph-builder.ts';
import { type GradientCase, gradientCase, image, integers, rows, tokens } from './gradient-case.ts';

const HEADS = 2;

function loss(graph: GraphBuilder, logits: Tensor, labels: Tensor): Tensor {
  return graph.apply('cross-entropy', 'loss', [logits, labels], {}, { trainingOnly: true });
}

function convolve(
  graph: GraphBuilder,
  name: string,
  x: Tensor,
  attributes: Parameters<GraphBuilder['apply']>[3],
  kind?: 'relu' | 'relu6',
): Tensor {
  const convolved = graph.apply('conv2d', `${name}.conv`, [x], attributes);
  const normalised = graph.apply('batch-norm', `${name}.bn`, [convolved]);
  return kind ? graph.apply('activation', `${name}.act`, [normalised], { kind }) : normalised;
}

const perceptron = gradientCase('network: perceptron with loss', (graph) => {
  let x = rows(graph, [5, 6]);
  for (const name of ['fc1', 'fc2']) {
    x = graph.apply('linear', name, [x], { outFeatures: 9 });
    x = graph.apply('activation', `${name}.relu`, [x], { kind: 'relu' });
  }
  const logits = graph.apply('linear', 'fc3', [x], { outFeatures: 4 });
  return [logits, loss(graph, logits, integers(graph, [5], 'labels'))];
});

const convolutional = gradientCase('network: convolutions, pooling and loss', (graph) => {
  let x = image(graph, [3, 1, 10, 10]);
  x = convolve(graph, 'c1', x, { outChannels: 4, kernel: 3, padding: 1 }, 'relu');
  x = graph.apply('pool', 'p1', [x], { kind: 'max', kernel: 2 });
  x = convolve(graph, 'c2', x, { outChannels: 6, kernel: 3, padding: 1, bias: true }, 'relu');
  x = graph.apply('pool', 'p2', [x], { kind: 'mean', outputSize: 1 });
  x = graph.apply('flatten', 'flatten', [x]);
  const logits = graph.apply('linear', 'fc', [x], { outFeatures: 10 });
  return [logits, loss(graph, logits, integers(graph, [3], 'labels'))];
});

const residual = gradientCase('network: residual block with projection', (graph) => {
  const x = image(graph, [2, 3, 6, 6]);
  const first = { outChannels: 5, kernel: 3, stride: 2, padding: 1 };
  const main = convolve(graph, 'a', x, first, 'relu');
  const branch = convolve(graph, 'b', main, { outChannels: 5, kernel: 3, padding: 1 });
  const short = convolve(graph, 'down', x, { outChannels: 5, kernel: 1, stride: 2 });
  const sum = graph.apply('elementwise', 'sum', [branch, short], { kind: 'add' });
  return graph.apply('activation', 'out', [sum], { kind: 'relu' });
});

const inverted = gradientCase('network: inverted residual, depthwise separable', (graph) => {
  const x = image(graph, [2, 4, 5, 5]);
  const wide = convolve(graph, 'expand', x, { outChannels: 8, kernel: 1 }, 'relu6');
  const depthwise = { outChannels: 8, kernel: 3, padding: 1, groups: 8 };
  const filtered = convolve(graph, 'depthwise', wide, depthwise, 'relu6');
  const narrow = convolve(graph, 'project', filtered, { outChannels: 4, kernel: 1 });
  return graph.apply('elementwise', 'sum', [x, narrow], { kind: 'add' });
});

const squeeze = gradientCase('network: squeeze and excitation', (graph) => {
  const x = convolve(graph, 'in', image(graph, [2, 3, 4, 4]), { outChannels: 6, kernel: 1 });
  const apply = (operator: string, name: string, input: Tensor, attributes = {}) =>
    graph.apply(operator, name, [input], attributes);
  const mean = apply('pool', 'squeeze', x, { kind: 'mean', outputSize: 1 });
  const few = apply('conv2d', 'reduce', mean, { outChannels: 2, kernel: 1, bias: true });
  const active = apply('activation', 'silu', few, { kind: 'silu' });
  const many = apply('conv2d', 'expand', active, { outChannels: 6, kernel: 1, bias: true });
  const gate = apply('activation', 'gate', many, { kind: 'sigmoid' });
  return graph.apply('scale-channels', 'excite', [x, gate]);
});

const shuffle = gradientCase('network: shuffled halves', (graph) => {
  const x = image(graph, [2, 6, 4, 4]);
  const [kept = x, worked = x] = graph.applyMany('split', 'halves', [x], {
    axis: 'channels',
    parts: 2,
  });
  const made = convolve(graph, 'branch', worked, { outChannels: 3, kernel: 1 }, 'relu');
  const both = graph.apply('concat', 'join', [kept, made], { axis: 'channels' });
  return graph.apply('channel-shuffle', 'shuffle', [both], { groups: 2 });
});

interface AttentionOptions {
  readonly mask: 'none' | 'causal';
  /** One projection for queries, keys and values. */
  readonly fused: boolean;
}

function attention(
  graph: GraphBuilder,
  name: string,
  x: Tensor,
  features: number,
  { mask, fused }: AttentionOptions,
): Tensor {
  const project = (part: string, outFeatures: number) =>
    graph.apply('linear', `${name}.${part}`, [x], { outFeatures });
  const parts = fused
    ? graph.applyMany('split-features', `${name}.split`, [project('qkv', 3 * features)], {
        sizes: [features, features, features],
      })
    : ['query', 'key', 'value'].map((part) => project(part, features));
  const [query = x, key = x, value = x] = parts.map((part, index) =>
    graph.apply('split-heads', `${name}.heads${index}`, [part], { heads: HEADS }),
  );
  const scores = graph.apply('matmul', `${name}.scores`, [query, key], { transposeB: true });
  const weights = graph.apply('softmax', `${name}.softmax`, [scores], {
    scale: true,
    headSize: features / HEADS,
    mask,
  });
  const context = graph.apply('matmul', `${name}.context`, [weights, value]);
  const merged = graph.apply('merge-heads', `${name}.merge`, [context]);
  return graph.apply('linear', `${name}.output`, [merged], { outFeatures: features });
}

function feedForward(
  graph: GraphBuilder,
  name: string,
  x: Tensor,
  features: number,
  kind: 'gelu' | 'gelu-tanh',
): Tensor {
  const wide = graph.apply('linear', `${name}.in`, [x], { outFeatures: 2 * features });
  const active = graph.apply('activation', `${name}.act`, [wide], { kind });
  return graph.apply('linear', `${name}.out`, [active], { outFeatures: features });
}

const norm = (graph: GraphBuilder, name: string, x: Tensor) => graph.apply('layer-norm', name, [x]);
const sum = (graph: GraphBuilder, name: string, a: Tensor, b: Tensor) =>
  graph.apply('elementwise', name, [a, b], { kind: 'add' });

const encoder = gradientCase('network: transformer encoder block', (graph) => {
  const features = 6;
  const x = tokens(graph, [2, 5, features]);
  const mixed = attention(graph, 'attention', x, features, { mask: 'none', fused: false });
  const middle = norm(graph, 'norm1', sum(graph, 'sum1', x, mixed));
  const fed = feedForward(graph, 'ffn', middle, features, 'gelu');
  return norm(graph, 'norm2', sum(graph, 'sum2', middle, fed));
});

/** Normalised before each part, as in GPT-2 and the vision transformer. */
function preNormBlock(
  graph: GraphBuilder,
  x: Tensor,
  features: number,
  options: AttentionOptions & { readonly kind: 'gelu' | 'gelu-tanh' },
): Tensor {
  const mixed = attention(graph, 'attention', norm(graph, 'ln_1', x), features, options);
  const middle = sum(graph, 'sum1', x, mixed);
  const fed = feedForward(graph, 'mlp', norm(graph, 'ln_2', middle), features, options.kind);
  return sum(graph, 'sum2', middle, fed);
}

const decoder = gradientCase('network: GPT block, tied embedding, loss', (graph) => {
  const [batch, length, features, vocabulary] = [2, 5, 8, 11];
  const ids = integers(graph, [batch, length], 'ids');
  const words = graph.apply('embedding', 'wte', [ids], { entries: vocabulary, features });
  const placed = graph.apply('add-parameter', 'wpe', [words]);
  const kind = 'gelu-tanh';
  const block = preNormBlock(graph, placed, features, { mask: 'causal', fused: true, kind });
  const ready = norm(graph, 'ln_f', block);
  const head = { outFeatures: vocabulary, bias: false };
  const logits = graph.apply('linear', 'head', [ready], head, { tied: { weight: 'wte.weight' } });
  return [logits, loss(graph, logits, integers(graph, [batch, length], 'labels'))];
});

const vision = gradientCase('network: vision transformer block with class token', (graph) => {
  const features = 6;
  const patches = { outChannels: features, kernel: 4, stride: 4, bias: true };
  const cut = graph.apply('conv2d', 'patches', [image(graph, [2, 3, 8, 8])], patches);
  const flat = graph.apply('image-to-tokens', 'tokens', [cut]);
  const classed = graph.apply('prepend-parameter', 'class_token', [flat]);
  const placed = graph.apply('add-parameter', 'positions', [classed]);
  const dropped = graph.apply('dropout', 'dropout', [placed], { rate: 0 });
  const kind = 'gelu';
  const block = preNormBlock(graph, dropped, features, { mask: 'none', fused: false, kind });
  const first = graph.apply('take-tokens', 'first', [norm(graph, 'ln_f', block)], {
    count: 1,
    squeeze: true,
  });
  const logits = graph.apply('linear', 'head', [first], { outFeatures: 4 });
  return [logits, loss(graph, logits, integers(graph, [2], 'labels'))];
});

export const networkCases: readonly GradientCase[] = [
  perceptron,
  convolutional,
  residual,
  inverted,
  squeeze,
  shuffle,
  encoder,
  decoder,
  vision,
];
