// Llama and what keeps to its plan: RMS norm before each part, rotary positions, gated feed-forward network.
// Defaults: transformers 5.18, configuration_<model type>.py.
import * as v from 'valibot';
import { llamaNames } from '../../../zoo/families/transformer/name-styles.ts';
import type { TransformerSpec } from '../../../zoo/families/transformer/transformer-spec.ts';
import { activation } from '../activation.ts';
import { type ArchitectureShape, defineArchitecture, evenShare } from '../config-architecture.ts';
import { features, flag, heads, layers, maybe, or, rate, tokens, words } from '../fields.ts';

export interface GatedDecoderDefaults {
  readonly vocab: number;
  readonly hidden: number;
  readonly feedForward: number;
  readonly layers: number;
  readonly heads: number;
  /** Where the field is missing; null in the file means as many as `heads`. */
  readonly keyValueHeads?: number;
  readonly positions: number;
  readonly tied?: boolean;
}

/** The fields that all decoders with a gated feed-forward network share. */
export function gatedDecoderFields(defaults: GatedDecoderDefaults) {
  return {
    vocab_size: or(words, defaults.vocab),
    hidden_size: or(features, defaults.hidden),
    intermediate_size: or(features, defaults.feedForward),
    num_hidden_layers: or(layers, defaults.layers),
    num_attention_heads: or(heads, defaults.heads),
    num_key_value_heads: v.optional(v.nullable(heads), defaults.keyValueHeads ?? null),
    head_dim: maybe(features),
    max_position_embeddings: or(tokens, defaults.positions),
    attention_dropout: or(rate, 0),
    attention_bias: or(flag, false),
    mlp_bias: or(flag, false),
    hidden_act: or(activation, 'silu'),
    tie_word_embeddings: or(flag, defaults.tied ?? false),
  };
}

export type GatedDecoderConfig = v.InferOutput<
  v.ObjectSchema<ReturnType<typeof gatedDecoderFields>, undefined>
>;

/** The Llama of these sizes; families change what is different in them. */
export function gatedDecoder(config: GatedDecoderConfig): TransformerSpec {
  const { hidden_size: hidden, num_attention_heads: heads } = config;
  return {
    kind: 'decoder',
    vocabulary: config.vocab_size,
    hidden,
    positions: { kind: 'rotary' },
    stack: {
      layers: config.num_hidden_layers,
      attention: {
        heads,
        keyValueHeads: config.num_key_value_heads ?? heads,
        headSize: config.head_dim ?? evenShare(hidden, heads, 'a hidden size of'),
        inputBias: config.attention_bias,
        outputBias: config.attention_bias,
      },
      feedForward: {
        size: config.intermediate_size,
        gated: true,
        bias: config.mlp_bias,
        activation: config.hidden_act,
      },
      norm: { kind: 'rms' },
      normPlacement: 'before',
      finalNorm: true,
    },
    output: { tied: config.tie_word_embeddings, bias: false },
    dropout: 0,
    attentionDropout: config.attention_dropout,
    maximumSequenceLength: config.max_position_embeddings,
  };
}

const llama = (config: GatedDecoderConfig): ArchitectureShape => ({
  spec: gatedDecoder(config),
  names: llamaNames(),
});

const LLAMA = { vocab: 32_000, hidden: 4096, feedForward: 11_008, layers: 32, heads: 32 } as const;

export const architectures = [
  defineArchitecture({
    modelTypes: ['llama', 'granite'],
    fields: gatedDecoderFields({ ...LLAMA, positions: 2048 }),
    read: llama,
  }),
  defineArchitecture({
    modelTypes: ['smollm3'],
    fields: gatedDecoderFields({
      vocab: 128_256,
      hidden: 2048,
      feedForward: 11_008,
      layers: 36,
      heads: 16,
      keyValueHeads: 4,
      positions: 32_768,
      tied: true,
    }),
    read: llama,
  }),
  defineArchitecture({
    modelTypes: ['olmo'],
    fields: gatedDecoderFields({ ...LLAMA, vocab: 50_304, positions: 2048 }),
    read: (config) => {
      const spec = gatedDecoder(config);
      // Its layer norm has no learned tensor.
      const norm = { kind: 'layer', learned: false } as const;
      return { spec: { ...spec, stack: { ...spec.stack, norm } }, names: llamaNames() };
    },
  }),
  defineArchitecture({
    modelTypes: ['olmo2'],
    fields: gatedDecoderFields({ ...LLAMA, vocab: 50_304, positions: 2048 }),
    read: (config) => {
      const spec = gatedDecoder(config);
      const attention = {
        ...spec.stack.attention,
        queryKeyNorm: true,
        queryKeyNormOver: 'all',
      } as const;
      const stack = { ...spec.stack, attention, normPlacement: 'output' } as const;
      return { spec: { ...spec, stack }, names: llamaNames() };
    },
  }),
];
