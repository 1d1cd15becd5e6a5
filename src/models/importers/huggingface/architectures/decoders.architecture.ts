// Decoders with a plan of their own: OPT, BLOOM, MPT, Falcon, Phi, StarCoder 2, StableLM.
// Defaults: transformers 5.18, configuration_<model type>.py.
import * as v from 'valibot';
import {
  bloomNames,
  falconNames,
  gpt2Names,
  llamaNames,
  optNames,
  phiNames,
} from '../../../zoo/families/transformer/name-styles.ts';
import type { TransformerNames } from '../../../zoo/families/transformer/transformer-names.ts';
import type { TransformerSpec } from '../../../zoo/families/transformer/transformer-spec.ts';
import { activation } from '../activation.ts';
import { defineArchitecture, evenShare, notKnownYet } from '../config-architecture.ts';
import { features, flag, heads, layers, maybe, or, rate, share, tokens, words } from '../fields.ts';
import { gatedDecoder, gatedDecoderFields } from './llama.architecture.ts';

interface PlainDecoder {
  readonly vocabulary: number;
  readonly hidden: number;
  readonly layers: number;
  readonly heads: number;
  readonly keyValueHeads?: number;
  readonly feedForward: number;
  readonly bias: boolean;
  readonly positions: TransformerSpec['positions'];
  readonly tied: boolean;
  readonly tokens: number;
  readonly dropout: number;
  readonly attentionDropout: number;
}

/** Layer norm before each part and a feed-forward network with GELU. */
function plainDecoder(plan: PlainDecoder): TransformerSpec {
  const { hidden, heads, bias } = plan;
  return {
    kind: 'decoder',
    vocabulary: plan.vocabulary,
    hidden,
    positions: plan.positions,
    stack: {
      layers: plan.layers,
      attention: {
        heads,
        keyValueHeads: plan.keyValueHeads ?? heads,
        headSize: evenShare(hidden, heads, 'a hidden size of'),
        inputBias: bias,
        outputBias: bias,
      },
      feedForward: { size: plan.feedForward, gated: false, bias, activation: 'gelu' },
      norm: { kind: 'layer' },
      normPlacement: 'before',
      finalNorm: true,
    },
    output: { tied: plan.tied, bias: false },
    dropout: plan.dropout,
    attentionDropout: plan.attentionDropout,
    maximumSequenceLength: plan.tokens,
  };
}

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

const starcoderNames: TransformerNames = {
  ...llamaNames(),
  stack: {
    ...llamaNames().stack,
    feedForward: { ...llamaNames().stack.feedForward, up: 'c_fc', down: 'c_proj' },
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
  defineArchitecture({
    modelTypes: ['phi'],
    fields: {
      ...gatedDecoderFields({
        vocab: 51_200,
        hidden: 2048,
        feedForward: 8192,
        layers: 24,
        heads: 32,
        positions: 2048,
      }),
      hidden_act: or(activation, 'gelu_new'),
      resid_pdrop: or(rate, 0),
      partial_rotary_factor: or(share, 0.5),
      qk_layernorm: or(flag, false),
    },
    read: (config) => {
      const spec = gatedDecoder({ ...config, attention_bias: true, mlp_bias: true });
      const { stack } = spec;
      return {
        spec: {
          ...spec,
          positions: { kind: 'rotary', share: config.partial_rotary_factor },
          stack: {
            ...stack,
            attention: { ...stack.attention, queryKeyNorm: config.qk_layernorm },
            feedForward: { ...stack.feedForward, gated: false },
            norm: { kind: 'layer' },
            parallel: 'shared-norm',
          },
          output: { tied: config.tie_word_embeddings, bias: true },
          dropout: config.resid_pdrop,
        },
        names: phiNames,
      };
    },
  }),
  defineArchitecture({
    modelTypes: ['starcoder2'],
    fields: {
      ...gatedDecoderFields({
        vocab: 49_152,
        hidden: 3072,
        feedForward: 12_288,
        layers: 30,
        heads: 24,
        keyValueHeads: 2,
        positions: 4096,
        tied: true,
      }),
      hidden_act: or(activation, 'gelu_pytorch_tanh'),
      use_bias: or(flag, true),
      residual_dropout: or(rate, 0),
      sliding_window: v.optional(v.nullable(tokens), null),
    },
    read: (config) => {
      const bias = config.use_bias;
      const spec = gatedDecoder({ ...config, attention_bias: bias, mlp_bias: bias });
      const { stack } = spec;
      const window = config.sliding_window === null ? {} : { window: config.sliding_window };
      return {
        spec: {
          ...spec,
          stack: {
            ...stack,
            attention: { ...stack.attention, ...window },
            feedForward: { ...stack.feedForward, gated: false },
            norm: { kind: 'layer' },
          },
          dropout: config.residual_dropout,
        },
        names: starcoderNames,
      };
    },
  }),
  defineArchitecture({
    modelTypes: ['stablelm'],
    fields: {
      ...gatedDecoderFields({
        vocab: 50_304,
        hidden: 2560,
        feedForward: 6912,
        layers: 32,
        heads: 32,
        keyValueHeads: 32,
        positions: 4096,
      }),
      use_qkv_bias: or(flag, false),
      qk_layernorm: or(flag, false),
      use_parallel_residual: or(flag, false),
      hidden_dropout: or(rate, 0),
      partial_rotary_factor: or(share, 0.25),
    },
    read: (config) => {
      if (config.qk_layernorm) notKnownYet('a norm for the queries and keys of every single head');
      const spec = gatedDecoder({ ...config, attention_bias: false, mlp_bias: false });
      const { stack } = spec;
      return {
        spec: {
          ...spec,
          positions: { kind: 'rotary', share: config.partial_rotary_factor },
          stack: {
            ...stack,
            attention: { ...stack.attention, inputBias: config.use_qkv_bias },
            norm: { kind: 'layer' },
            ...(config.use_parallel_residual ? { parallel: 'shared-norm' } : {}),
          },
          dropout: config.hidden_dropout,
        },
        names: llamaNames(),
      };
    },
  }),
];
