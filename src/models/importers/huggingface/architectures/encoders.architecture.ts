// BERT and the encoders after its plan: learned positions, norm after each part, layer norm of the embeddings.
// Defaults: transformers 5.18, configuration_{bert,roberta,distilbert,albert,electra}.py.
import * as v from 'valibot';
import {
  albertNames,
  bertNames,
  distilbertNames,
  robertaNames,
} from '../../../zoo/families/transformer/name-styles.ts';
import type { TransformerNames } from '../../../zoo/families/transformer/transformer-names.ts';
import type { TransformerSpec } from '../../../zoo/families/transformer/transformer-spec.ts';
import { activation } from '../activation.ts';
import { defineArchitecture, evenShare, notKnownYet } from '../config-architecture.ts';
import { features, flag, heads, layers, or, rate, segments, tokens, words } from '../fields.ts';

interface EncoderSizes {
  readonly words: number;
  readonly hidden: number;
  readonly layers: number;
  readonly heads: number;
  readonly feedForward: number;
  readonly activation?: string;
  readonly dropout?: number;
}

function encoderFields(sizes: EncoderSizes) {
  return {
    vocab_size: or(words, sizes.words),
    hidden_size: or(features, sizes.hidden),
    num_hidden_layers: or(layers, sizes.layers),
    num_attention_heads: or(heads, sizes.heads),
    intermediate_size: or(features, sizes.feedForward),
    hidden_act: or(activation, sizes.activation ?? 'gelu'),
    hidden_dropout_prob: or(rate, sizes.dropout ?? 0.1),
    attention_probs_dropout_prob: or(rate, sizes.dropout ?? 0.1),
    max_position_embeddings: or(tokens, 512),
    type_vocab_size: or(segments, 2),
    position_embedding_type: or(v.string(), 'absolute'),
    add_cross_attention: or(flag, false),
    tie_word_embeddings: or(flag, true),
  };
}

type EncoderConfig = v.InferOutput<v.ObjectSchema<ReturnType<typeof encoderFields>, undefined>>;

const BERT = { words: 30_522, hidden: 768, layers: 12, heads: 12, feedForward: 3072 } as const;

function encoder(config: EncoderConfig): TransformerSpec {
  const { hidden_size: hidden, num_attention_heads: heads } = config;
  if (config.position_embedding_type !== 'absolute') notKnownYet('relative positions in BERT');
  if (config.add_cross_attention) notKnownYet('attention over another model');
  return {
    kind: 'encoder',
    vocabulary: config.vocab_size,
    hidden,
    positions: { kind: 'learned', rows: config.max_position_embeddings },
    ...(config.type_vocab_size === 0 ? {} : { segments: config.type_vocab_size }),
    embeddingNorm: true,
    stack: {
      layers: config.num_hidden_layers,
      attention: {
        heads,
        keyValueHeads: heads,
        headSize: evenShare(hidden, heads, 'a hidden size of'),
        inputBias: true,
        outputBias: true,
      },
      feedForward: {
        size: config.intermediate_size,
        gated: false,
        bias: true,
        activation: config.hidden_act,
      },
      norm: { kind: 'layer' },
      normPlacement: 'after',
      finalNorm: false,
    },
    pooler: true,
    output: { tied: config.tie_word_embeddings, bias: true },
    segmentHead: true,
    dropout: config.hidden_dropout_prob,
    attentionDropout: config.attention_probs_dropout_prob,
    maximumSequenceLength: config.max_position_embeddings,
  };
}

/** Positions of RoBERTa start behind the padding id. Source: transformers, create_position_ids_from_input_ids. */
function roberta(config: EncoderConfig & { readonly pad_token_id: number }): TransformerSpec {
  const tokens = config.max_position_embeddings - config.pad_token_id - 1;
  if (tokens < 1) notKnownYet('fewer positions than the padding id needs');
  return { ...encoder(config), segmentHead: false, maximumSequenceLength: tokens };
}

const electraNames: TransformerNames = {
  ...bertNames,
  embeddings: { ...bertNames.embeddings, projection: 'embeddings_project' },
  output: 'generator_lm_head',
  transform: { dense: 'generator_predictions.dense', norm: 'generator_predictions.LayerNorm' },
};

const pad_token_id = or(v.pipe(v.number(), v.integer(), v.minValue(0)), 1);

export const architectures = [
  defineArchitecture({
    modelTypes: ['bert'],
    fields: encoderFields(BERT),
    read: (config) => ({ spec: encoder(config), names: bertNames }),
  }),
  defineArchitecture({
    modelTypes: ['roberta'],
    fields: { ...encoderFields({ ...BERT, words: 50_265 }), pad_token_id },
    read: (config) => ({ spec: roberta(config), names: robertaNames }),
  }),
  defineArchitecture({
    modelTypes: ['camembert', 'xlm-roberta'],
    fields: { ...encoderFields(BERT), pad_token_id },
    read: (config) => ({ spec: roberta(config), names: robertaNames }),
  }),
  defineArchitecture({
    modelTypes: ['distilbert'],
    aliases: {
      dim: 'hidden_size',
      hidden_dim: 'intermediate_size',
      n_layers: 'num_hidden_layers',
      n_heads: 'num_attention_heads',
      activation: 'hidden_act',
      dropout: 'hidden_dropout_prob',
      attention_dropout: 'attention_probs_dropout_prob',
    },
    fields: encoderFields({ ...BERT, layers: 6 }),
    read: (config) => ({
      spec: {
        ...encoder({ ...config, type_vocab_size: 0 }),
        pooler: false,
        segmentHead: false,
      },
      names: distilbertNames,
    }),
  }),
  defineArchitecture({
    modelTypes: ['albert'],
    fields: {
      ...encoderFields({
        words: 30_000,
        hidden: 4096,
        layers: 12,
        heads: 64,
        feedForward: 16_384,
        activation: 'gelu_new',
        dropout: 0,
      }),
      embedding_size: or(features, 128),
      num_hidden_groups: or(v.number(), 1),
      inner_group_num: or(v.number(), 1),
    },
    read: (config) => {
      if (config.num_hidden_groups !== 1 || config.inner_group_num !== 1) {
        notKnownYet('several groups of layers in ALBERT');
      }
      const spec = encoder(config);
      return {
        spec: {
          ...spec,
          embeddingSize: config.embedding_size,
          stack: { ...spec.stack, sharedLayers: true },
        },
        names: albertNames,
      };
    },
  }),
  defineArchitecture({
    modelTypes: ['electra'],
    fields: {
      ...encoderFields({ words: 30_522, hidden: 256, layers: 12, heads: 4, feedForward: 1024 }),
      embedding_size: or(features, 128),
    },
    read: (config) => ({
      spec: {
        ...encoder(config),
        embeddingSize: config.embedding_size,
        pooler: false,
        segmentHead: false,
      },
      names: electraNames,
    }),
  }),
];
