// BERT, uncased: an encoder with its pooler, and on request the heads of pre-training or classification.
import { elementCount, type Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';
import { dimension } from '../../shapes.ts';
import { addLoss, defineTextModel, type ModelDefinition } from '../define-model.ts';
import { activation } from './convolutions.ts';
import { attention, dropout, layerNorm, linear, residual } from './transformer.ts';

export interface BertSpec {
  readonly id: string;
  readonly name: string;
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly feedForward: number;
}

const VOCABULARY = 30_522;
const MAXIMUM_LENGTH = 512;
const DROPOUT = 0.1;
/** Share of the tokens that pre-training predicts (section 3.1 of the paper). */
const MASKED_SHARE = 0.15;
const WORD_TABLE = 'embeddings.word_embeddings.weight';

export function defineBert(spec: BertSpec): ModelDefinition {
  return defineTextModel({
    id: spec.id,
    name: spec.name,
    family: 'BERT',
    year: 2018,
    source:
      'Devlin et al., BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding, arXiv 1810.04805; names as in Hugging Face transformers',
    task: 'text-encoder',
    heads: ['none', 'pre-training', 'classification'],
    maximumSequenceLength: MAXIMUM_LENGTH,
    defaultSequenceLength: 128,
    // Entailment, neutral, contradiction: MNLI, the recipe for fine-tuning.
    defaultClasses: 3,
    // 3.3 billion words of BooksCorpus and Wikipedia; the paper gives no token count.
    dataset: { name: 'BooksCorpus and English Wikipedia' },
    network: (graph, { batch, sequenceLength, classes }, head) => {
      let x = embeddings(graph, spec, batch, sequenceLength);
      for (let index = 0; index < spec.layers; index++) {
        x = encoderLayer(graph, `encoder.layer.${index}`, x, spec);
      }
      const first = graph.apply('take-tokens', 'pooler.take', [x], { count: 1, squeeze: true });
      let pooled = linear(graph, 'pooler.dense', first, spec.hidden, 'pooler');
      pooled = activation(graph, 'pooler.activation', pooled, 'tanh');
      if (head === 'pre-training') return preTraining(graph, x, pooled, spec, sequenceLength);
      if (head === 'classification') return classification(graph, pooled, classes);
      return { outputs: [x, pooled], notes: ['Without a task head; the pooler is included.'] };
    },
  });
}

function embeddings(graph: GraphBuilder, spec: BertSpec, batch: number, tokens: number): Tensor {
  const block = 'embeddings';
  const ids = [dimension('batch', batch), dimension('tokens', tokens)];
  const look = (name: string, shape: typeof ids, entries: number) => {
    const input = graph.input(`${name}_ids`, shape, 'integer');
    const attributes = { entries, features: spec.hidden };
    return graph.apply('embedding', `${block}.${name}_embeddings`, [input], attributes);
  };
  const words = look('word', ids, VOCABULARY);
  const positions = look('position', ids.slice(1), MAXIMUM_LENGTH);
  const segments = look('token_type', ids, 2);
  const sum = graph.apply('elementwise', `${block}.add`, [words, segments, positions], {
    kind: 'add',
  });
  const normal = layerNorm(graph, `${block}.LayerNorm`, sum, block);
  return dropout(graph, `${block}.dropout`, normal, DROPOUT, block);
}

function encoderLayer(graph: GraphBuilder, block: string, input: Tensor, spec: BertSpec): Tensor {
  const self = `${block}.attention.self`;
  const [query, key, value] = ['query', 'key', 'value'].map((part) =>
    linear(graph, `${self}.${part}`, input, spec.hidden, block),
  );
  let x = attention(graph, self, query ?? input, key ?? input, value ?? input, {
    heads: spec.heads,
    mask: 'padding',
    dropout: DROPOUT,
    block,
  });
  x = linear(graph, `${block}.attention.output.dense`, x, spec.hidden, block);
  x = dropout(graph, `${block}.attention.output.dropout`, x, DROPOUT, block);
  x = residual(graph, `${block}.attention.output.add`, x, input, block);
  const middle = layerNorm(graph, `${block}.attention.output.LayerNorm`, x, block);
  x = linear(graph, `${block}.intermediate.dense`, middle, spec.feedForward, block);
  x = activation(graph, `${block}.intermediate.activation`, x, 'gelu', block);
  x = linear(graph, `${block}.output.dense`, x, spec.hidden, block);
  x = dropout(graph, `${block}.output.dropout`, x, DROPOUT, block);
  x = residual(graph, `${block}.output.add`, x, middle, block);
  return layerNorm(graph, `${block}.output.LayerNorm`, x, block);
}

/** Masked-language-model head over the masked positions only, as the original code gathers them, and next-sentence head. */
function preTraining(
  graph: GraphBuilder,
  sequence: Tensor,
  pooled: Tensor,
  spec: BertSpec,
  tokens: number,
) {
  const block = 'cls.predictions';
  const count = Math.ceil(tokens * MASKED_SHARE);
  let x = graph.apply('take-tokens', `${block}.masked`, [sequence], { count });
  x = linear(graph, `${block}.transform.dense`, x, spec.hidden, block);
  x = activation(graph, `${block}.transform.activation`, x, 'gelu', block);
  x = layerNorm(graph, `${block}.transform.LayerNorm`, x, block);
  const words = graph.apply(
    'linear',
    `${block}.decoder`,
    [x],
    { outFeatures: VOCABULARY },
    { block, tied: { weight: WORD_TABLE } },
  );
  addLoss(graph, words, 'loss.masked_words');
  const next = linear(graph, 'cls.seq_relationship', pooled, 2, 'cls.seq_relationship');
  addLoss(graph, next, 'loss.next_sentence');
  const rows = elementCount(words.shape) / VOCABULARY;
  return {
    outputs: [words, next],
    notes: [
      `The word predictions are computed for the masked 15 % of the positions only (${count} of ${tokens}, ${rows} rows), as in the original code; code that computes all positions spends up to ${Math.round(tokens / count)} times as much on this layer.`,
    ],
  };
}

function classification(graph: GraphBuilder, pooled: Tensor, classes: number) {
  const x = dropout(graph, 'dropout', pooled, DROPOUT, 'classifier');
  const logits = linear(graph, 'classifier', x, classes, 'classifier');
  addLoss(graph, logits);
  return { outputs: [logits], notes: [`One linear layer with ${classes} outputs on the pooler.`] };
}
