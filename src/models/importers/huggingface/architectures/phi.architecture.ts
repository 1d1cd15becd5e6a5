// Phi 1.5 and 2, StarCoder 2 and StableLM: Llama's fields with layer norm. Defaults: transformers 5.18,
// configuration_{phi,starcoder2,stablelm}.py.
import * as v from 'valibot';
import { llamaNames, phiNames } from '../../../zoo/families/transformer/name-styles.ts';
import type { TransformerNames } from '../../../zoo/families/transformer/transformer-names.ts';
import { activation } from '../activation.ts';
import { defineArchitecture, notKnownYet } from '../config-architecture.ts';
import { flag, or, rate, share, tokens } from '../fields.ts';
import { gatedDecoder, gatedDecoderFields } from './llama.architecture.ts';

const starcoderNames: TransformerNames = {
  ...llamaNames(),
  stack: {
    ...llamaNames().stack,
    feedForward: { ...llamaNames().stack.feedForward, up: 'c_fc', down: 'c_proj' },
  },
};

export const architectures = [
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
