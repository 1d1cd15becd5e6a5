// Decoders with a plan of their own: OPT, BLOOM, MPT and Falcon.
// Defaults: transformers 5.18, configuration_<model type>.py.
import * as v from 'valibot';
import {
  bloomNames,
  falconNames,
  gpt2Names,
  optNames,
} from '../../../zoo/families/transformer/name-styles.ts';
import type { TransformerNames } from '../../../zoo/families/transformer/transformer-names.ts';
import { activation } from '../activation.ts';
import { defineArchitecture, notKnownYet } from '../config-architecture.ts';
import { features, flag, heads, layers, maybe, or, rate, tokens, words } from '../fields.ts';
import { plainDecoder } from '../plain-decoder.ts';

const decoderAliases = {
  n_layer: 'num_hidden_layers',
  num_layers: 'num_hidden_layers',
  n_head: 'num_attention_heads',
  n_embed: 'hidden_size',
} as const;

/** BLOOM and MPT were trained on 2,048 tokens; BLOOM's file says it as seq_length, later ones not at all. */
const TRAINED_TOKENS = 2048;

/** OPT's position table starts at 2. Source: transformers, OPTLearnedPositionalEmbedding. */
const OPT_POSITION_OFFSET = 2;

const mptNames: TransformerNames = {
  ...gpt2Names,
  stack: {
    ...gpt2Names.stack,
    layer: 'blocks.#',
    attention: {
      ...gpt2Names.stack.attention,
      path: 'attn',
      fused: 'attn.Wqkv',
      output: 'attn.out_proj',
    },
    aroundAttention: { ...gpt2Names.stack.aroundAttention, norm: 'norm_1' },
    feedForward: {
      ...gpt2Names.stack.feedForward,
      path: 'ffn',
      up: 'up_proj',
      down: 'down_proj',
    },
    aroundFeedForward: { ...gpt2Names.stack.aroundFeedForward, norm: 'norm_2' },
    finalNorm: 'norm_f',
  },
};

export const architectures = [
  defineArchitecture({
    modelTypes: ['opt'],
    fields: {
      vocab_size: or(words, 50_272),
      hidden_size: or(features, 768),
      num_hidden_layers: or(layers, 12),
      num_attention_heads: or(heads, 12),
      ffn_dim: or(features, 3072),
      max_position_embeddings: or(tokens, 2048),
      do_layer_norm_before: or(flag, true),
      _remove_final_layer_norm: or(flag, false),
      word_embed_proj_dim: maybe(features),
      dropout: or(rate, 0.1),
      attention_dropout: or(rate, 0),
      activation_function: or(activation, 'relu'),
      enable_bias: or(flag, true),
      layer_norm_elementwise_affine: or(flag, true),
      tie_word_embeddings: or(flag, true),
    },
    read: (config) => {
      const before = config.do_layer_norm_before;
      const rows = config.max_position_embeddings + OPT_POSITION_OFFSET;
      const spec = plainDecoder({
        vocabulary: config.vocab_size,
        hidden: config.hidden_size,
        layers: config.num_hidden_layers,
        heads: config.num_attention_heads,
        feedForward: config.ffn_dim,
        bias: config.enable_bias,
        positions: { kind: 'learned', rows },
        tied: config.tie_word_embeddings,
        tokens: config.max_position_embeddings,
        dropout: config.dropout,
        attentionDropout: config.attention_dropout,
      });
      const { stack } = spec;
      return {
        spec: {
          ...spec,
          embeddingSize: config.word_embed_proj_dim ?? config.hidden_size,
          stack: {
            ...stack,
            feedForward: { ...stack.feedForward, activation: config.activation_function },
            norm: { kind: 'layer', learned: config.layer_norm_elementwise_affine },
            normPlacement: before ? 'before' : 'after',
            finalNorm: before && !config._remove_final_layer_norm,
          },
        },
        names: optNames,
      };
    },
  }),
  defineArchitecture({
    modelTypes: ['bloom'],
    aliases: decoderAliases,
    fields: {
      vocab_size: or(words, 250_880),
      hidden_size: or(features, 64),
      num_hidden_layers: or(layers, 2),
      num_attention_heads: or(heads, 8),
      seq_length: or(tokens, TRAINED_TOKENS),
      hidden_dropout: or(rate, 0),
      attention_dropout: or(rate, 0),
      tie_word_embeddings: or(flag, true),
    },
    read: (config) => {
      const hidden = config.hidden_size;
      const spec = plainDecoder({
        vocabulary: config.vocab_size,
        hidden,
        layers: config.num_hidden_layers,
        heads: config.num_attention_heads,
        feedForward: 4 * hidden,
        bias: true,
        positions: { kind: 'alibi' },
        tied: config.tie_word_embeddings,
        tokens: config.seq_length,
        dropout: config.hidden_dropout,
        attentionDropout: config.attention_dropout,
      });
      const feedForward = { ...spec.stack.feedForward, activation: 'gelu-tanh' } as const;
      return {
        spec: { ...spec, embeddingNorm: true, stack: { ...spec.stack, feedForward } },
        names: bloomNames,
      };
    },
  }),
  defineArchitecture({
    modelTypes: ['mpt'],
    fields: {
      vocab_size: or(words, 50_368),
      d_model: or(features, 2048),
      n_layers: or(layers, 24),
      n_heads: or(heads, 16),
      expansion_ratio: or(features, 4),
      max_seq_len: or(tokens, 2048),
      resid_pdrop: or(rate, 0),
      no_bias: or(flag, true),
      tie_word_embeddings: or(flag, true),
      attn_config: or(
        v.object({
          attn_type: or(v.string(), 'multihead_attention'),
          attn_pdrop: or(rate, 0),
          qk_ln: or(flag, false),
          alibi: or(flag, true),
        }),
        {},
      ),
    },
    read: (config) => {
      const attention = config.attn_config;
      if (attention.qk_ln || attention.attn_type !== 'multihead_attention' || !config.no_bias) {
        notKnownYet('an MPT with normed queries, shared heads or biases');
      }
      const spec = plainDecoder({
        vocabulary: config.vocab_size,
        hidden: config.d_model,
        layers: config.n_layers,
        heads: config.n_heads,
        feedForward: config.expansion_ratio * config.d_model,
        bias: false,
        // transformers adds this bias always and has no position table, whatever the file says.
        positions: { kind: 'alibi' },
        tied: config.tie_word_embeddings,
        tokens: config.max_seq_len,
        dropout: config.resid_pdrop,
        attentionDropout: attention.attn_pdrop,
      });
      const norm = { kind: 'layer', bias: false } as const;
      return { spec: { ...spec, stack: { ...spec.stack, norm } }, names: mptNames };
    },
  }),
  defineArchitecture({
    modelTypes: ['falcon', 'RefinedWeb', 'RefinedWebModel'],
    aliases: { ...decoderAliases, n_head_kv: 'num_kv_heads' },
    fields: {
      vocab_size: or(words, 65_024),
      hidden_size: or(features, 4544),
      num_hidden_layers: or(layers, 32),
      num_attention_heads: or(heads, 71),
      num_kv_heads: maybe(heads),
      ffn_hidden_size: maybe(features),
      num_ln_in_parallel_attn: maybe(v.picklist([1, 2])),
      hidden_dropout: or(rate, 0),
      attention_dropout: or(rate, 0),
      alibi: or(flag, false),
      new_decoder_architecture: maybe(flag),
      multi_query: or(flag, true),
      parallel_attn: or(flag, true),
      bias: or(flag, false),
      max_position_embeddings: or(tokens, 2048),
      tie_word_embeddings: or(flag, true),
    },
    read: (config, modelType) => {
      // The first files of Falcon 40B call the newer plan "RefinedWeb" and do not have the field.
      const newer = config.new_decoder_architecture ?? modelType === 'RefinedWeb';
      const ownNorms = newer && config.num_ln_in_parallel_attn !== 1;
      const heads = config.num_attention_heads;
      const spec = plainDecoder({
        vocabulary: config.vocab_size,
        hidden: config.hidden_size,
        layers: config.num_hidden_layers,
        heads,
        keyValueHeads: newer ? (config.num_kv_heads ?? heads) : config.multi_query ? 1 : heads,
        feedForward: config.ffn_hidden_size ?? 4 * config.hidden_size,
        bias: config.bias,
        positions: { kind: config.alibi ? 'alibi' : 'rotary' },
        tied: config.tie_word_embeddings,
        tokens: config.max_position_embeddings,
        dropout: config.hidden_dropout,
        attentionDropout: config.attention_dropout,
      });
      const parallel = ownNorms ? 'own-norms' : 'shared-norm';
      return {
        spec: {
          ...spec,
          stack: {
            ...spec.stack,
            ...(newer || config.parallel_attn ? { parallel } : {}),
          },
        },
        names: falconNames(ownNorms),
      };
    },
  }),
];
