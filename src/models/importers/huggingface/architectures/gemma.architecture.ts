// Gemma 1, 2 and 3 (text). Defaults: transformers 5.18, configuration_{gemma,gemma2,gemma3}.py.
import * as v from 'valibot';
import { llamaNames } from '../../../zoo/families/transformer/name-styles.ts';
import type { TransformerSpec } from '../../../zoo/families/transformer/transformer-spec.ts';
import { activation } from '../activation.ts';
import { defineArchitecture } from '../config-architecture.ts';
import { features, maybe, or, tokens } from '../fields.ts';
import { gatedDecoder, type GatedDecoderConfig, gatedDecoderFields } from './llama.architecture.ts';
import { withWindow } from './mistral.architecture.ts';

const GEMMA = {
  vocab: 256_000,
  hidden: 3072,
  feedForward: 24_576,
  layers: 28,
  heads: 16,
  keyValueHeads: 16,
  positions: 8192,
  tied: true,
} as const;

const GEMMA_2 = {
  ...GEMMA,
  hidden: 2304,
  feedForward: 9216,
  layers: 26,
  heads: 8,
  keyValueHeads: 4,
} as const;

const gemmaFields = {
  head_dim: or(features, 256),
  hidden_act: or(activation, 'gelu_pytorch_tanh'),
};
const newGemmaFields = {
  ...gemmaFields,
  hidden_activation: or(activation, 'gelu_pytorch_tanh'),
  sliding_window: v.optional(v.nullable(tokens), 4096),
};
const cap = v.optional(v.nullable(v.number()), null);

function scaled(config: GatedDecoderConfig): TransformerSpec {
  return { ...gatedDecoder(config), embeddingScale: true };
}

/** Four norms a layer, and windows in all but every `period`-th layer. */
function newGemma(
  config: GatedDecoderConfig & { readonly sliding_window: number | null },
  period: number,
): TransformerSpec {
  const spec = withWindow(scaled(config), config.sliding_window, period);
  return { ...spec, stack: { ...spec.stack, normPlacement: 'both' } };
}

export const architectures = [
  defineArchitecture({
    modelTypes: ['gemma'],
    fields: { ...gatedDecoderFields(GEMMA), ...gemmaFields },
    // "gelu" in the first files stands for the tanh form, which its code always uses.
    read: (config) => ({
      spec: scaled({
        ...config,
        hidden_act: config.hidden_act === 'gelu' ? 'gelu-tanh' : config.hidden_act,
      }),
      names: llamaNames(),
    }),
  }),
  defineArchitecture({
    modelTypes: ['gemma2'],
    fields: {
      ...gatedDecoderFields(GEMMA_2),
      ...newGemmaFields,
      attn_logit_softcapping: v.optional(v.nullable(v.number()), 50),
      final_logit_softcapping: v.optional(v.nullable(v.number()), 30),
    },
    read: (config) => {
      const spec = newGemma({ ...config, hidden_act: config.hidden_activation }, 2);
      const attention = {
        ...spec.stack.attention,
        softCap: config.attn_logit_softcapping !== null,
      };
      return {
        spec: {
          ...spec,
          stack: { ...spec.stack, attention },
          output: {
            tied: config.tie_word_embeddings,
            bias: false,
            softCap: config.final_logit_softcapping !== null,
          },
        },
        names: llamaNames({ fourNorms: true }),
      };
    },
  }),
  defineArchitecture({
    modelTypes: ['gemma3_text'],
    aliases: { _sliding_window_pattern: 'sliding_window_pattern' },
    fields: {
      ...gatedDecoderFields({ ...GEMMA_2, vocab: 262_208, positions: 131_072 }),
      ...newGemmaFields,
      sliding_window_pattern: maybe(v.pipe(v.number(), v.integer(), v.minValue(1))),
      attn_logit_softcapping: cap,
      final_logit_softcapping: cap,
    },
    read: (config) => {
      const spec = newGemma(
        { ...config, hidden_act: config.hidden_activation },
        config.sliding_window_pattern ?? 6,
      );
      const attention = {
        ...spec.stack.attention,
        queryKeyNorm: true,
        softCap: config.attn_logit_softcapping !== null,
      };
      return {
        spec: { ...spec, stack: { ...spec.stack, attention } },
        names: llamaNames({ fourNorms: true }),
      };
    },
  }),
];
