// GPT-2: a decoder with learned positions whose output layer shares the word table.
import type { Tensor } from '../../graph.ts';
import type { GraphBuilder } from '../../graph-builder.ts';
import { dimension } from '../../shapes.ts';
import { addLoss, defineTextModel, type ModelDefinition } from '../define-model.ts';
import { activation } from './convolutions.ts';
import { attention, dropout, layerNorm, linear, residual } from './transformer.ts';

export interface Gpt2Spec {
  readonly id: string;
  readonly name: string;
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
}

const VOCABULARY = 50_257;
const CONTEXT = 1024;
const DROPOUT = 0.1;

export function defineGpt2(spec: Gpt2Spec): ModelDefinition {
  return defineTextModel({
    id: spec.id,
    name: spec.name,
    family: 'GPT-2',
    year: 2019,
    source:
      'Radford et al., Language Models are Unsupervised Multitask Learners, OpenAI 2019; names as in Hugging Face transformers',
    task: 'language-model',
    heads: ['language-model', 'none'],
    maximumSequenceLength: CONTEXT,
    defaultSequenceLength: CONTEXT,
    // The paper gives 40 GB of text and no token count.
    dataset: { name: 'WebText' },
    network: (graph, { batch, sequenceLength }, head) => {
      let x = embeddings(graph, spec, batch, sequenceLength);
      for (let index = 0; index < spec.layers; index++) {
        x = decoderLayer(graph, `h.${index}`, x, spec);
      }
      x = layerNorm(graph, 'ln_f', x, 'ln_f');
      const causal =
        'Attention scores are computed for all pairs of positions; a kernel that skips the masked half computes half of these products.';
      if (head === 'none') return { outputs: [x], notes: ['Without the output layer.', causal] };
      const logits = graph.apply(
        'linear',
        'lm_head',
        [x],
        { outFeatures: VOCABULARY, bias: false },
        { block: 'lm_head', tied: { weight: 'wte.weight' } },
      );
      addLoss(graph, logits);
      return {
        outputs: [logits],
        notes: [
          'The output layer shares the word table: its MACs count, its parameters count once.',
          causal,
        ],
      };
    },
  });
}

function embeddings(graph: GraphBuilder, spec: Gpt2Spec, batch: number, tokens: number): Tensor {
  const block = 'embeddings';
  const ids = [dimension('batch', batch), dimension('tokens', tokens)];
  const features = spec.hidden;
  const words = graph.apply(
    'embedding',
    'wte',
    [graph.input('token_ids', ids, 'integer')],
    { entries: VOCABULARY, features },
    { block },
  );
  const positions = graph.apply(
    'embedding',
    'wpe',
    [graph.input('position_ids', ids.slice(1), 'integer')],
    { entries: CONTEXT, features },
    { block },
  );
  const sum = residual(graph, 'embeddings.add', words, positions, block);
  return dropout(graph, 'drop', sum, DROPOUT, block);
}

function decoderLayer(graph: GraphBuilder, block: string, input: Tensor, spec: Gpt2Spec): Tensor {
  const { hidden, heads } = spec;
  let x = layerNorm(graph, `${block}.ln_1`, input, block);
  x = linear(graph, `${block}.attn.c_attn`, x, 3 * hidden, block);
  const [query = x, key = x, value = x] = graph.applyMany(
    'split',
    `${block}.attn.split`,
    [x],
    { axis: 'features', parts: 3 },
    { block },
  );
  const attentionSpec = { heads, mask: 'causal', dropout: DROPOUT, block } as const;
  x = attention(graph, `${block}.attn`, query, key, value, attentionSpec);
  x = linear(graph, `${block}.attn.c_proj`, x, hidden, block);
  x = dropout(graph, `${block}.attn.resid_dropout`, x, DROPOUT, block);
  const middle = residual(graph, `${block}.add_1`, x, input, block);
  x = layerNorm(graph, `${block}.ln_2`, middle, block);
  x = linear(graph, `${block}.mlp.c_fc`, x, 4 * hidden, block);
  x = activation(graph, `${block}.mlp.act`, x, 'gelu-tanh', block);
  x = linear(graph, `${block}.mlp.c_proj`, x, hidden, block);
  x = dropout(graph, `${block}.mlp.dropout`, x, DROPOUT, block);
  return residual(graph, `${block}.add_2`, x, middle, block);
}
