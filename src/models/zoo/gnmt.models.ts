// GNMT: recurrent translation with attention. The attention reads the first decoder layer at the same step, as in
// NVIDIA's implementation; in the paper it reads the step before, with the same work.
import type { Tensor } from '../graph.ts';
import type { GraphBuilder } from '../graph-builder.ts';
import { dimension } from '../shapes.ts';
import { addLoss, defineTextModel } from './define-model.ts';
import { dropout, residual } from './families/transformer.ts';

const HIDDEN = 1024;
const LAYERS = 8;
/** 32,000 word pieces, padded as in NVIDIA/DeepLearningExamples. */
const VOCABULARY = 32_320;
/** Section 8.3 of the paper. */
const DROPOUT = 0.2;

const model = defineTextModel({
  id: 'gnmt',
  name: 'GNMT',
  family: 'GNMT',
  year: 2016,
  source:
    'Wu et al., Google’s Neural Machine Translation System, arXiv 1609.08144; names as in NVIDIA/DeepLearningExamples',
  task: 'sequence-to-sequence',
  heads: ['language-model', 'none'],
  // More than any sentence.
  maximumSequenceLength: 1024,
  // About the length of a sentence of WMT 2014 in word pieces.
  defaultSequenceLength: 32,
  defaultTargetLength: 32,
  dataset: { name: 'WMT 2014 English-French', examples: 36_000_000 },
  network: (graph, { batch, sequenceLength, targetLength }, head) => {
    const memory = encoder(graph, words(graph, 'encoder', sequenceLength, batch));
    const x = decoder(graph, words(graph, 'decoder', targetLength, batch), memory);
    const notes = [
      'Source and target have word tables of their own, and the output layer a third.',
      'Attention reads the first decoder layer of the same step; in the paper it reads the step before, with the same work.',
      'Every gate has two bias vectors, as cuDNN and PyTorch store them.',
      'Encoder and decoder run once, as in training; writing a text searches for the best of several with more steps.',
    ];
    if (head === 'none') return { outputs: [x], notes: ['Without the output layer.', ...notes] };
    const logits = graph.apply(
      'linear',
      'decoder.classifier',
      [x],
      { outFeatures: VOCABULARY },
      { role: 'language-model-head' },
    );
    addLoss(graph, logits);
    return { outputs: [logits], notes };
  },
});

/** @returns steps × batch × features: recurrent layers run step by step. */
function words(graph: GraphBuilder, side: string, steps: number, batch: number): Tensor {
  const shape = [dimension('tokens', steps), dimension('batch', batch)];
  const ids = graph.input(`${side}_ids`, shape, 'integer');
  const attributes = { entries: VOCABULARY, features: HIDDEN };
  return graph.apply('embedding', `${side}.embedder`, [ids], attributes, { block: side });
}

/** All states of one direction, steps × batch × features. */
function recurrent(graph: GraphBuilder, name: string, input: Tensor, block: string): Tensor {
  const [states = input] = graph.applyMany(
    'recurrent',
    name,
    [input],
    { cell: 'lstm', hidden: HIDDEN },
    { block },
  );
  const sizes = [...input.shape.slice(0, 2).map((each) => each.size), HIDDEN];
  return graph.apply('reshape', `${name}.states`, [states], { sizes }, { block });
}

function join(graph: GraphBuilder, name: string, a: Tensor, b: Tensor, block: string): Tensor {
  // The last axis, by number: names of the first two differ between embeddings and states.
  return graph.apply('concat', name, [a, b], { axis: 2 }, { block });
}

/** The first layer runs in both directions; from the third layer on, a layer's input is added to its output. */
function encoder(graph: GraphBuilder, input: Tensor): Tensor {
  const block = 'encoder';
  const first = dropout(graph, 'encoder.dropout', input, DROPOUT, block);
  const forwards = recurrent(graph, 'encoder.rnn_layers.0', first, block);
  const backwards = recurrent(graph, 'encoder.rnn_layers.0.reverse', first, block);
  let x = join(graph, 'encoder.rnn_layers.0.concat', forwards, backwards, block);
  x = dropout(graph, 'encoder.rnn_layers.0.dropout', x, DROPOUT, block);
  x = recurrent(graph, 'encoder.rnn_layers.1', x, block);
  for (let index = 2; index < LAYERS; index++) {
    const name = `encoder.rnn_layers.${index}`;
    const dropped = dropout(graph, `${name}.dropout`, x, DROPOUT, block);
    x = residual(graph, `${name}.add`, recurrent(graph, name, dropped, block), x, block);
  }
  return x;
}

/** The context that attention finds enters every layer but the first. */
function decoder(graph: GraphBuilder, input: Tensor, memory: Tensor): Tensor {
  const block = 'decoder';
  const first = recurrent(graph, 'decoder.att_rnn.rnn', input, block);
  const context = attend(graph, first, memory);
  let x = dropout(graph, 'decoder.att_rnn.dropout', first, DROPOUT, block);
  for (let index = 0; index < LAYERS - 1; index++) {
    const name = `decoder.rnn_layers.${index}`;
    const dropped = index === 0 ? x : dropout(graph, `${name}.dropout`, x, DROPOUT, block);
    const joined = join(graph, `${name}.concat`, dropped, context, block);
    const states = recurrent(graph, name, joined, block);
    x = index === 0 ? states : residual(graph, `${name}.add`, states, x, block);
  }
  return x;
}

function attend(graph: GraphBuilder, state: Tensor, memory: Tensor): Tensor {
  const block = 'decoder.att_rnn.attn';
  const project = (name: string, input: Tensor) =>
    graph.apply(
      'linear',
      `${block}.${name}`,
      [input],
      { outFeatures: HIDDEN, bias: false },
      { block },
    );
  const pair = [project('linear_q', state), project('linear_k', memory)];
  const scores = graph.apply(
    'additive-scores',
    `${block}.linear_att`,
    pair,
    {},
    {
      block,
      role: 'attention-scores',
    },
  );
  const mask = { mask: 'padding' };
  const weights = graph.apply('softmax', `${block}.softmax`, [scores], mask, { block });
  const order = { order: [1, 0, 2] };
  const batchFirst = graph.apply('permute', `${block}.memory`, [memory], order, { block });
  const context = graph.apply(
    'matmul',
    `${block}.context`,
    [weights, batchFirst],
    {},
    {
      block,
      role: 'attention-context',
    },
  );
  return graph.apply('permute', `${block}.steps`, [context], order, { block });
}

export const models = [model];
