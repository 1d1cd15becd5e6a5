// Qwen 2 and 3, dense and with experts. Defaults: transformers 5.18, configuration_{qwen2,qwen2_moe,qwen3,qwen3_moe}.py.
import * as v from 'valibot';
import { llamaNames } from '../../../zoo/families/transformer/name-styles.ts';
import type { TransformerSpec } from '../../../zoo/families/transformer/transformer-spec.ts';
import { defineArchitecture, notKnownYet } from '../config-architecture.ts';
import { experts, features, flag, or } from '../fields.ts';
import { withExperts } from '../with-experts.ts';
import { gatedDecoder, gatedDecoderFields } from './llama.architecture.ts';

const QWEN = {
  vocab: 151_936,
  hidden: 4096,
  feedForward: 22_016,
  layers: 32,
  heads: 32,
  keyValueHeads: 32,
  positions: 32_768,
} as const;

/** Where every layer has experts; a pattern of dense and sparse layers cannot be told from here. */
const everyLayerSparse = {
  decoder_sparse_step: or(v.number(), 1),
  mlp_only_layers: or(v.array(v.number()), []),
};

function refusePattern(config: {
  readonly decoder_sparse_step: number;
  readonly mlp_only_layers: readonly number[];
}): void {
  if (config.decoder_sparse_step !== 1 || config.mlp_only_layers.length > 0) {
    notKnownYet('experts in some of its layers only (decoder_sparse_step, mlp_only_layers)');
  }
}

function withAttention(
  spec: TransformerSpec,
  change: Partial<TransformerSpec['stack']['attention']>,
): TransformerSpec {
  const attention = { ...spec.stack.attention, ...change };
  return { ...spec, stack: { ...spec.stack, attention } };
}

export const architectures = [
  defineArchitecture({
    modelTypes: ['qwen2'],
    fields: gatedDecoderFields(QWEN),
    read: (config) => ({
      // Its code has these biases whatever the file says.
      spec: withAttention(gatedDecoder(config), { inputBias: true, outputBias: false }),
      names: llamaNames(),
    }),
  }),
  defineArchitecture({
    modelTypes: ['qwen3'],
    fields: { ...gatedDecoderFields(QWEN), head_dim: or(features, 128) },
    read: (config) => ({
      spec: withAttention(gatedDecoder(config), { queryKeyNorm: true }),
      names: llamaNames(),
    }),
  }),
  defineArchitecture({
    modelTypes: ['qwen2_moe'],
    fields: {
      ...gatedDecoderFields({
        ...QWEN,
        hidden: 2048,
        feedForward: 5632,
        layers: 24,
        heads: 16,
        keyValueHeads: 16,
      }),
      num_experts: or(experts, 60),
      num_experts_per_tok: or(experts, 4),
      moe_intermediate_size: or(features, 1408),
      shared_expert_intermediate_size: or(features, 5632),
      qkv_bias: or(flag, true),
      ...everyLayerSparse,
    },
    read: (config) => {
      refusePattern(config);
      const size = config.moe_intermediate_size;
      const shared = config.shared_expert_intermediate_size / size;
      if (!Number.isInteger(shared)) {
        notKnownYet('a shared expert that is no multiple of the others in size');
      }
      const mixture = {
        count: config.num_experts,
        perToken: config.num_experts_per_tok,
        shared,
        sharedGate: true,
      };
      const spec = withExperts(gatedDecoder(config), mixture, size);
      const biases = { inputBias: config.qkv_bias, outputBias: false };
      return { spec: withAttention(spec, biases), names: llamaNames() };
    },
  }),
  defineArchitecture({
    modelTypes: ['qwen3_moe'],
    aliases: { num_local_experts: 'num_experts' },
    fields: {
      ...gatedDecoderFields({
        ...QWEN,
        hidden: 2048,
        feedForward: 6144,
        layers: 24,
        keyValueHeads: 4,
      }),
      num_experts: or(experts, 128),
      num_experts_per_tok: or(experts, 8),
      moe_intermediate_size: or(features, 768),
      ...everyLayerSparse,
    },
    read: (config) => {
      refusePattern(config);
      const mixture = { count: config.num_experts, perToken: config.num_experts_per_tok };
      const spec = withExperts(gatedDecoder(config), mixture, config.moe_intermediate_size);
      return { spec: withAttention(spec, { queryKeyNorm: true }), names: llamaNames() };
    },
  }),
];
