// MobileBERT: 24 thin layers, each narrowed to 128 features inside and widened to 512 outside, with four
// feed-forward networks and norms that only scale and shift.
import type { Tensor } from '../graph.ts';
import type { GraphBuilder } from '../graph-builder.ts';
import { dimension } from '../shapes.ts';
import { addLoss, defineTextModel } from './define-model.ts';
import { attention, layerNorm, linear, residual } from './families/transformer.ts';

const LAYERS = 24;
const WIDE = 512;
const NARROW = 128;
const HEADS = 4;
/** Of narrow features each; the last one also widens. */
const FEED_FORWARDS = 4;
const VOCABULARY = 30_522;
const CONTEXT = 512;
/** As in BERT: see families/transformer/heads.ts. */
const MASKED_SHARE = 0.15;

const model = defineTextModel({
  id: 'mobilebert',
  name: 'MobileBERT',
  family: 'BERT',
  year: 2020,
  source:
    'Sun et al., MobileBERT: a Compact Task-Agnostic BERT for Resource-Limited Devices, arXiv 2004.02984; names as in Hugging Face transformers',
  task: 'text-encoder',
  heads: ['none', 'pre-training', 'classification'],
  maximumSequenceLength: CONTEXT,
  defaultSequenceLength: 128,
  defaultClasses: 3,
  dataset: { name: 'BooksCorpus and English Wikipedia' },
  network: (graph, { batch, sequenceLength, classes }, head) => {
    let x = embeddings(graph, batch, sequenceLength);
    for (let index = 0; index < LAYERS; index++) x = layer(graph, `encoder.layer.${index}`, x);
    if (head === 'pre-training') return preTraining(graph, x, sequenceLength);
    const first = graph.apply('take-tokens', 'pooler.take', [x], { count: 1, squeeze: true });
    if (head === 'none') {
      return {
        outputs: [x, first],
        notes: ['Without a task head; the pooler only takes the first token.'],
      };
    }
    const logits = linear(graph, 'classifier', first, classes, 'classifier');
    addLoss(graph, logits);
    return {
      outputs: [logits],
      notes: [`One linear layer with ${classes} outputs on the first token.`],
    };
  },
});

/** Scale and shift without statistics: "NoNorm". */
function scaleShift(graph: GraphBuilder, name: string, input: Tensor, block: string): Tensor {
  return graph.apply('scale-shift', name, [input], {}, { block });
}

/** Each token's vector beside those of its neighbours, widened. */
function embeddings(graph: GraphBuilder, batch: number, tokens: number): Tensor {
  const block = 'embeddings';
  const ids = [dimension('batch', batch), dimension('tokens', tokens)];
  const look = (name: string, shape: typeof ids, entries: number, features: number) =>
    graph.apply(
      'embedding',
      `${block}.${name}_embeddings`,
      [graph.input(`${name}_ids`, shape, 'integer')],
      { entries, features },
      { block },
    );
  const words = look('word', ids, VOCABULARY, NARROW);
  const trigrams = graph.apply(
    'concat',
    `${block}.trigrams`,
    [words, words, words],
    { axis: 'features' },
    { block },
  );
  const widened = linear(graph, `${block}.embedding_transformation`, trigrams, WIDE, block);
  const segments = look('token_type', ids, 2, WIDE);
  const positions = look('position', ids.slice(1), CONTEXT, WIDE);
  const sum = graph.apply(
    'elementwise',
    `${block}.add`,
    [widened, segments, positions],
    { kind: 'add' },
    { block },
  );
  return scaleShift(graph, `${block}.LayerNorm`, sum, block);
}

function layer(graph: GraphBuilder, block: string, input: Tensor): Tensor {
  const narrowed = (name: string) => {
    const x = linear(graph, `${block}.bottleneck.${name}.dense`, input, NARROW, block);
    return scaleShift(graph, `${block}.bottleneck.${name}.LayerNorm`, x, block);
  };
  // Queries and keys read one narrowed input, values the wide one; the other narrowed input is the residual.
  const [rest, shared] = [narrowed('input'), narrowed('attention')];
  const self = `${block}.attention.self`;
  const query = linear(graph, `${self}.query`, shared, NARROW, block);
  const key = linear(graph, `${self}.key`, shared, NARROW, block);
  const value = linear(graph, `${self}.value`, input, NARROW, block);
  const spec = { heads: HEADS, mask: 'padding', dropout: 0, block } as const;
  let x = attention(graph, self, query, key, value, spec);
  x = linear(graph, `${block}.attention.output.dense`, x, NARROW, block);
  x = residual(graph, `${block}.attention.output.add`, x, rest, block);
  x = scaleShift(graph, `${block}.attention.output.LayerNorm`, x, block);
  for (let index = 0; index < FEED_FORWARDS - 1; index++) {
    x = feedForward(graph, `${block}.ffn.${index}.`, x, block);
  }
  x = feedForward(graph, `${block}.`, x, block);
  x = linear(graph, `${block}.output.bottleneck.dense`, x, WIDE, block);
  x = residual(graph, `${block}.output.bottleneck.add`, x, input, block);
  return scaleShift(graph, `${block}.output.bottleneck.LayerNorm`, x, block);
}

function feedForward(graph: GraphBuilder, path: string, input: Tensor, block: string): Tensor {
  let x = linear(graph, `${path}intermediate.dense`, input, WIDE, block);
  x = graph.apply('activation', `${path}intermediate.act`, [x], { kind: 'relu' }, { block });
  x = linear(graph, `${path}output.dense`, x, NARROW, block);
  x = residual(graph, `${path}output.add`, x, input, block);
  return scaleShift(graph, `${path}output.LayerNorm`, x, block);
}

/** The narrow word table predicts from the first features, a table of its own from the others. */
function preTraining(graph: GraphBuilder, sequence: Tensor, tokens: number) {
  const block = 'cls.predictions';
  const count = Math.ceil(tokens * MASKED_SHARE);
  let x = graph.apply('take-tokens', `${block}.masked`, [sequence], { count });
  x = linear(graph, `${block}.transform.dense`, x, WIDE, block);
  x = graph.apply('activation', `${block}.transform.act`, [x], { kind: 'relu' }, { block });
  x = layerNorm(graph, `${block}.transform.LayerNorm`, x, block);
  const sizes = [NARROW, WIDE - NARROW];
  const [tied = x, own = x] = graph.applyMany(
    'split-features',
    `${block}.split`,
    [x],
    { sizes },
    {
      block,
    },
  );
  const outFeatures = VOCABULARY;
  const role = 'language-model-head';
  const first = graph.apply(
    'linear',
    `${block}.decoder`,
    [tied],
    { outFeatures },
    {
      block,
      role,
      tied: { weight: 'embeddings.word_embeddings.weight' },
    },
  );
  const rest = graph.apply(
    'linear',
    `${block}.dense`,
    [own],
    { outFeatures, bias: false },
    {
      block,
      role,
    },
  );
  const logits = residual(graph, `${block}.add`, first, rest, block);
  addLoss(graph, logits, 'loss.masked_words');
  const pooled = graph.apply('take-tokens', 'pooler.take', [sequence], { count: 1, squeeze: true });
  const next = linear(graph, 'cls.seq_relationship', pooled, 2, 'cls.seq_relationship');
  addLoss(graph, next, 'loss.segments');
  return {
    outputs: [logits, next],
    notes: [
      `The word predictions are computed for the masked 15 % of the positions only (${count} of ${tokens}), as in the original code of BERT.`,
    ],
  };
}

export const models = [model];
