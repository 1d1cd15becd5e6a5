// Mistral, Mixtral and Phi-3: Llama with grouped queries and a window, with experts, with fused projections.
// Defaults: transformers 5.18, configuration_{mistral,mixtral,phi3}.py.
import * as v from 'valibot';
import { llamaNames } from '../../../zoo/families/transformer/name-styles.ts';
import type { TransformerSpec } from '../../../zoo/families/transformer/transformer-spec.ts';
import { defineArchitecture } from '../config-architecture.ts';
import { experts, or, rate, share, tokens } from '../fields.ts';
import { withExperts } from '../with-experts.ts';
import { gatedDecoder, gatedDecoderFields } from './llama.architecture.ts';

const SIZES = { vocab: 32_000, hidden: 4096, feedForward: 14_336, layers: 32, heads: 32 } as const;
const MISTRAL = { ...SIZES, keyValueHeads: 8, positions: 131_072 } as const;

export function withWindow(
  spec: TransformerSpec,
  window: number | null,
  windowPeriod?: number,
): TransformerSpec {
  if (window === null) return spec;
  const period = windowPeriod === undefined ? {} : { windowPeriod };
  const attention = { ...spec.stack.attention, window, ...period };
  return { ...spec, stack: { ...spec.stack, attention } };
}

export const architectures = [
  defineArchitecture({
    modelTypes: ['mistral'],
    fields: {
      ...gatedDecoderFields(MISTRAL),
      sliding_window: v.optional(v.nullable(tokens), 4096),
    },
    read: (config) => ({
      spec: withWindow(gatedDecoder(config), config.sliding_window),
      names: llamaNames(),
    }),
  }),
  defineArchitecture({
    modelTypes: ['mixtral'],
    fields: {
      ...gatedDecoderFields(MISTRAL),
      sliding_window: v.optional(v.nullable(tokens), null),
      num_local_experts: or(experts, 8),
      num_experts_per_tok: or(experts, 2),
    },
    read: (config) => ({
      spec: withWindow(
        withExperts(gatedDecoder(config), {
          count: config.num_local_experts,
          perToken: config.num_experts_per_tok,
        }),
        config.sliding_window,
      ),
      names: llamaNames({ mixture: 'block_sparse_moe' }),
    }),
  }),
  defineArchitecture({
    modelTypes: ['phi3'],
    fields: {
      ...gatedDecoderFields({
        vocab: 32_064,
        hidden: 3072,
        feedForward: 8192,
        layers: 32,
        heads: 32,
        positions: 4096,
      }),
      sliding_window: v.optional(v.nullable(tokens), null),
      resid_pdrop: or(rate, 0),
      partial_rotary_factor: or(share, 1),
    },
    read: (config) => ({
      spec: {
        ...withWindow(gatedDecoder(config), config.sliding_window),
        positions: { kind: 'rotary', share: config.partial_rotary_factor },
        dropout: config.resid_pdrop,
      },
      names: llamaNames({ fused: true }),
    }),
  }),
];
