// GPT-2 and what grew out of it: learned or rotary positions, layer norm, a plain feed-forward network.
// Defaults: transformers 5.18, configuration_{gpt2,gpt_bigcode,gpt_neo,gpt_neox,gptj}.py.
import type * as v from 'valibot';
import { gpt2Names, neoxNames } from '../../../zoo/families/transformer/name-styles.ts';
import type {
  AttentionNames,
  TransformerNames,
} from '../../../zoo/families/transformer/transformer-names.ts';
import type { TransformerSpec } from '../../../zoo/families/transformer/transformer-spec.ts';
import { activation } from '../activation.ts';
import { defineArchitecture, evenShare, notKnownYet } from '../config-architecture.ts';
import { features, flag, heads, layers, maybe, or, rate, share, tokens, words } from '../fields.ts';

const gpt2Aliases = {
  n_embd: 'hidden_size',
  n_layer: 'num_hidden_layers',
  n_head: 'num_attention_heads',
  n_positions: 'max_position_embeddings',
} as const;

interface PlainSizes {
  readonly words: number;
  readonly hidden: number;
  readonly layers: number;
  readonly heads: number;
  readonly positions: number;
}

function plainFields(sizes: PlainSizes) {
  return {
    vocab_size: or(words, sizes.words),
    hidden_size: or(features, sizes.hidden),
    num_hidden_layers: or(layers, sizes.layers),
    num_attention_heads: or(heads, sizes.heads),
    max_position_embeddings: or(tokens, sizes.positions),
  };
}

const GPT2: PlainSizes = { words: 50_257, hidden: 768, layers: 12, heads: 12, positions: 1024 };

const gpt2Fields = {
  ...plainFields(GPT2),
  n_inner: maybe(features),
  activation_function: or(activation, 'gelu_new'),
  resid_pdrop: or(rate, 0.1),
  attn_pdrop: or(rate, 0.1),
  multi_query: or(flag, true),
  add_cross_attention: or(flag, false),
  tie_word_embeddings: or(flag, true),
};

type Gpt2Config = v.InferOutput<v.ObjectSchema<typeof gpt2Fields, undefined>>;

function gpt2(config: Gpt2Config, keyValueHeads: number): TransformerSpec {
  const { hidden_size: hidden, num_attention_heads: heads } = config;
  if (config.add_cross_attention) notKnownYet('attention over another model');
  return {
    kind: 'decoder',
    vocabulary: config.vocab_size,
    hidden,
    positions: { kind: 'learned', rows: config.max_position_embeddings },
    stack: {
      layers: config.num_hidden_layers,
      attention: {
        heads,
        keyValueHeads,
        headSize: evenShare(hidden, heads, 'a hidden size of'),
        inputBias: true,
        outputBias: true,
      },
      feedForward: {
        size: config.n_inner ?? 4 * hidden,
        gated: false,
        bias: true,
        activation: config.activation_function,
      },
      norm: { kind: 'layer' },
      normPlacement: 'before',
      finalNorm: true,
    },
    output: { tied: config.tie_word_embeddings, bias: false },
    dropout: config.resid_pdrop,
    attentionDropout: config.attn_pdrop,
    maximumSequenceLength: config.max_position_embeddings,
  };
}

/** GPT-2's names with projections apart. */
function apart(path: string, output: string, up: string, down: string): TransformerNames {
  const attention: AttentionNames = {
    path,
    query: `${path}.q_proj`,
    key: `${path}.k_proj`,
    value: `${path}.v_proj`,
    output: `${path}.${output}`,
    queryNorm: `${path}.q_norm`,
    keyNorm: `${path}.k_norm`,
    relativeBias: `${path}.relative_attention_bias`,
  };
  const feedForward = { ...gpt2Names.stack.feedForward, up, down };
  return { ...gpt2Names, stack: { ...gpt2Names.stack, attention, feedForward } };
}

export const architectures = [
  defineArchitecture({
    modelTypes: ['gpt2'],
    aliases: gpt2Aliases,
    fields: gpt2Fields,
    read: (config) => ({ spec: gpt2(config, config.num_attention_heads), names: gpt2Names }),
  }),
  defineArchitecture({
    modelTypes: ['gpt_bigcode'],
    aliases: gpt2Aliases,
    fields: { ...gpt2Fields, activation_function: or(activation, 'gelu_pytorch_tanh') },
    read: (config) => ({
      spec: gpt2(config, config.multi_query ? 1 : config.num_attention_heads),
      names: gpt2Names,
    }),
  }),
  defineArchitecture({
    modelTypes: ['gpt_neo'],
    aliases: { num_layers: 'num_hidden_layers', num_heads: 'num_attention_heads' },
    fields: {
      ...gpt2Fields,
      ...plainFields({ words: 50_257, hidden: 2048, layers: 24, heads: 16, positions: 2048 }),
      intermediate_size: maybe(features),
      window_size: or(tokens, 256),
      resid_dropout: or(rate, 0),
      attention_dropout: or(rate, 0),
    },
    read: (config) => {
      const spec = gpt2(
        {
          ...config,
          n_inner: config.intermediate_size,
          resid_pdrop: config.resid_dropout,
          attn_pdrop: config.attention_dropout,
        },
        config.num_attention_heads,
      );
      const attention = {
        ...spec.stack.attention,
        inputBias: false,
        scaled: false,
        window: config.window_size,
        windowPeriod: 2,
      };
      return {
        spec: { ...spec, stack: { ...spec.stack, attention } },
        names: apart('attn.attention', 'out_proj', 'c_fc', 'c_proj'),
      };
    },
  }),
  defineArchitecture({
    modelTypes: ['gptj'],
    aliases: gpt2Aliases,
    fields: {
      ...gpt2Fields,
      ...plainFields({ words: 50_400, hidden: 4096, layers: 28, heads: 16, positions: 2048 }),
      rotary_dim: maybe(features),
      resid_pdrop: or(rate, 0),
      attn_pdrop: or(rate, 0),
      tie_word_embeddings: or(flag, false),
    },
    read: (config) => {
      const spec = gpt2(config, config.num_attention_heads);
      const { headSize } = spec.stack.attention;
      const attention = { ...spec.stack.attention, inputBias: false, outputBias: false };
      return {
        spec: {
          ...spec,
          positions: {
            kind: 'rotary',
            share: Math.min(1, (config.rotary_dim ?? headSize) / headSize),
          },
          stack: { ...spec.stack, attention, parallel: 'shared-norm' },
          output: { tied: config.tie_word_embeddings, bias: true },
        },
        names: apart('attn', 'out_proj', 'fc_in', 'fc_out'),
      };
    },
  }),
  defineArchitecture({
    modelTypes: ['gpt_neox'],
    fields: {
      ...gpt2Fields,
      ...plainFields({ words: 50_432, hidden: 6144, layers: 44, heads: 64, positions: 2048 }),
      intermediate_size: or(features, 24_576),
      hidden_act: or(activation, 'gelu'),
      rotary_pct: or(share, 0.25),
      attention_bias: or(flag, true),
      use_parallel_residual: or(flag, true),
      hidden_dropout: or(rate, 0),
      attention_dropout: or(rate, 0),
      tie_word_embeddings: or(flag, false),
    },
    read: (config) => {
      const spec = gpt2(
        {
          ...config,
          n_inner: config.intermediate_size,
          activation_function: config.hidden_act,
          resid_pdrop: config.hidden_dropout,
          attn_pdrop: config.attention_dropout,
        },
        config.num_attention_heads,
      );
      const bias = config.attention_bias;
      const attention = { ...spec.stack.attention, inputBias: bias, outputBias: bias };
      return {
        spec: {
          ...spec,
          positions: { kind: 'rotary', share: config.rotary_pct },
          stack: {
            ...spec.stack,
            attention,
            ...(config.use_parallel_residual ? { parallel: 'own-norms' } : {}),
          },
        },
        names: neoxNames,
      };
    },
  }),
];
