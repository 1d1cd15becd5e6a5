// T5, and BART with what grew out of it: an encoder and a decoder that looks at it.
// Defaults: transformers 5.18, configuration_{t5,mt5,bart,mbart,pegasus,marian}.py.
import * as v from 'valibot';
import { sequenceNames, t5Names } from '../../../zoo/families/transformer/name-styles.ts';
import type {
  StackSpec,
  TransformerSpec,
} from '../../../zoo/families/transformer/transformer-spec.ts';
import { activation } from '../activation.ts';
import { defineArchitecture, evenShare, notKnownYet } from '../config-architecture.ts';
import { features, flag, heads, layers, maybe, or, rate, tokens, words } from '../fields.ts';

/** T5 has no longest sequence; it was trained on 512 tokens (section 3.1.1 of its paper). */
const T5_TOKENS = 512;

/** "gated-gelu" is the tanh form. Source: transformers, configuration_t5.py. */
const t5Activation = v.pipe(
  v.string(),
  v.transform((text) => {
    const gated = text.startsWith('gated-');
    const name = gated ? text.slice('gated-'.length) : text;
    return { gated, name: gated && name === 'gelu' ? 'gelu_new' : name };
  }),
  v.object({ gated: v.boolean(), name: activation }),
);

interface T5Defaults {
  readonly words: number;
  readonly feedForward: number;
  readonly layers: number;
  readonly heads: number;
  readonly activation: string;
}

function t5Fields(defaults: T5Defaults) {
  return {
    vocab_size: or(words, defaults.words),
    d_model: or(features, 512),
    d_kv: or(features, 64),
    d_ff: or(features, defaults.feedForward),
    num_layers: or(layers, defaults.layers),
    num_decoder_layers: maybe(layers),
    num_heads: or(heads, defaults.heads),
    relative_attention_num_buckets: or(features, 32),
    dropout_rate: or(rate, 0.1),
    feed_forward_proj: or(t5Activation, defaults.activation),
    n_positions: or(tokens, T5_TOKENS),
    tie_word_embeddings: or(flag, true),
  };
}

type T5Config = v.InferOutput<v.ObjectSchema<ReturnType<typeof t5Fields>, undefined>>;

function t5(config: T5Config) {
  const { gated } = config.feed_forward_proj;
  const attention = {
    heads: config.num_heads,
    keyValueHeads: config.num_heads,
    headSize: config.d_kv,
    inputBias: false,
    outputBias: false,
    scaled: false,
  };
  const stack: StackSpec = {
    layers: config.num_layers,
    attention,
    feedForward: {
      size: config.d_ff,
      gated,
      bias: false,
      activation: config.feed_forward_proj.name,
    },
    norm: { kind: 'rms' },
    normPlacement: 'before',
    finalNorm: true,
  };
  const spec: TransformerSpec = {
    kind: 'encoder-decoder',
    vocabulary: config.vocab_size,
    hidden: config.d_model,
    positions: { kind: 'relative', buckets: config.relative_attention_num_buckets },
    stack,
    decoder: {
      ...stack,
      layers: config.num_decoder_layers ?? config.num_layers,
      crossAttention: attention,
    },
    output: { tied: config.tie_word_embeddings, bias: false },
    dropout: config.dropout_rate,
    maximumSequenceLength: config.n_positions,
  };
  return { spec, names: t5Names(gated) };
}

const bartFields = {
  vocab_size: or(words, 50_265),
  d_model: or(features, 1024),
  encoder_layers: or(layers, 12),
  decoder_layers: or(layers, 12),
  encoder_attention_heads: or(heads, 16),
  decoder_attention_heads: or(heads, 16),
  encoder_ffn_dim: or(features, 4096),
  decoder_ffn_dim: or(features, 4096),
  activation_function: or(activation, 'gelu'),
  max_position_embeddings: or(tokens, 1024),
  dropout: or(rate, 0.1),
  attention_dropout: or(rate, 0),
  scale_embedding: or(flag, false),
  tie_word_embeddings: or(flag, true),
};

type BartConfig = v.InferOutput<v.ObjectSchema<typeof bartFields, undefined>>;

interface BartPlan {
  readonly positions: 'learned' | 'sinusoidal';
  readonly normPlacement: 'before' | 'after';
  readonly embeddingNorm: boolean;
}

/** The position tables of BART start at 2. Source: transformers, BartLearnedPositionalEmbedding. */
const BART_POSITION_OFFSET = 2;

function bart(config: BartConfig, plan: BartPlan): TransformerSpec {
  const hidden = config.d_model;
  const tokens = config.max_position_embeddings;
  const stack = (layers: number, heads: number, size: number): StackSpec => ({
    layers,
    attention: {
      heads,
      keyValueHeads: heads,
      headSize: evenShare(hidden, heads, 'a d_model of'),
      inputBias: true,
      outputBias: true,
    },
    feedForward: { size, gated: false, bias: true, activation: config.activation_function },
    norm: { kind: 'layer' },
    normPlacement: plan.normPlacement,
    finalNorm: plan.normPlacement === 'before',
  });
  const decoder = stack(
    config.decoder_layers,
    config.decoder_attention_heads,
    config.decoder_ffn_dim,
  );
  return {
    kind: 'encoder-decoder',
    vocabulary: config.vocab_size,
    hidden,
    positions:
      plan.positions === 'learned'
        ? { kind: 'learned', rows: tokens + BART_POSITION_OFFSET }
        : { kind: 'sinusoidal' },
    embeddingNorm: plan.embeddingNorm,
    embeddingScale: config.scale_embedding,
    stack: stack(config.encoder_layers, config.encoder_attention_heads, config.encoder_ffn_dim),
    decoder: { ...decoder, crossAttention: decoder.attention },
    output: { tied: config.tie_word_embeddings, bias: false },
    dropout: config.dropout,
    attentionDropout: config.attention_dropout,
    maximumSequenceLength: tokens,
  };
}

const sinusoidalWarning =
  'Its position tables are computed, not trained, and are no parameters here; transformers counts them.';

export const architectures = [
  defineArchitecture({
    modelTypes: ['t5'],
    fields: t5Fields({
      words: 32_128,
      feedForward: 2048,
      layers: 6,
      heads: 8,
      activation: 'relu',
    }),
    read: t5,
  }),
  defineArchitecture({
    modelTypes: ['mt5'],
    fields: t5Fields({
      words: 250_112,
      feedForward: 1024,
      layers: 8,
      heads: 6,
      activation: 'gated-gelu',
    }),
    read: t5,
  }),
  defineArchitecture({
    modelTypes: ['bart'],
    fields: bartFields,
    read: (config) => ({
      spec: bart(config, { positions: 'learned', normPlacement: 'after', embeddingNorm: true }),
      names: sequenceNames(),
    }),
  }),
  defineArchitecture({
    modelTypes: ['mbart'],
    fields: bartFields,
    read: (config) => ({
      spec: bart(config, { positions: 'learned', normPlacement: 'before', embeddingNorm: true }),
      names: sequenceNames(),
    }),
  }),
  defineArchitecture({
    modelTypes: ['pegasus'],
    fields: bartFields,
    read: (config) => ({
      spec: bart(config, {
        positions: 'sinusoidal',
        normPlacement: 'before',
        embeddingNorm: false,
      }),
      names: sequenceNames(),
      warnings: [sinusoidalWarning],
    }),
  }),
  defineArchitecture({
    modelTypes: ['marian'],
    fields: {
      ...bartFields,
      vocab_size: or(words, 58_101),
      decoder_vocab_size: maybe(words),
      share_encoder_decoder_embeddings: or(flag, true),
    },
    read: (config) => {
      const target = config.decoder_vocab_size ?? config.vocab_size;
      if (!config.share_encoder_decoder_embeddings || target !== config.vocab_size) {
        notKnownYet('a vocabulary of its own for the target language');
      }
      return {
        spec: bart(config, {
          positions: 'sinusoidal',
          normPlacement: 'after',
          embeddingNorm: false,
        }),
        names: sequenceNames(),
        warnings: [sinusoidalWarning],
      };
    },
  }),
];
