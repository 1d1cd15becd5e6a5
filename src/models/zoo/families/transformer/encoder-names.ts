// Names of the layers of text encoders, as Hugging Face transformers gives them without the model's prefix; and of
// torchvision's vision transformer.
import {
  attentionNames,
  embeddingNames,
  feedForwardNames,
  fusedAttention,
  partNames,
  styled,
} from './name-parts.ts';
import type { StackNames, TransformerNames } from './transformer-names.ts';

const bertEmbeddings = embeddingNames('embeddings.word_embeddings', {
  positions: 'embeddings.position_embeddings',
  segments: 'embeddings.token_type_embeddings',
  norm: 'embeddings.LayerNorm',
  dropout: 'embeddings.dropout',
});

const bertStack: StackNames = {
  layer: 'encoder.layer.#',
  attention: {
    ...attentionNames('attention.self', ['query', 'key', 'value', 'output']),
    output: 'attention.output.dense',
  },
  aroundAttention: partNames('attention.output.LayerNorm', 'attention.output'),
  feedForward: feedForwardNames('', 'intermediate.dense', 'output.dense', {
    activation: 'intermediate.activation',
  }),
  aroundFeedForward: partNames('output.LayerNorm', 'output'),
  finalNorm: 'encoder.norm',
};

export const bertNames: TransformerNames = styled({
  embeddings: bertEmbeddings,
  stack: bertStack,
  output: 'cls.predictions.decoder',
  transform: {
    dense: 'cls.predictions.transform.dense',
    norm: 'cls.predictions.transform.LayerNorm',
  },
  segmentHead: 'cls.seq_relationship',
});

export const robertaNames: TransformerNames = styled({
  embeddings: bertEmbeddings,
  stack: bertStack,
  output: 'lm_head.decoder',
  classifier: 'classifier.out_proj',
});

export const distilbertNames: TransformerNames = styled({
  embeddings: bertEmbeddings,
  stack: {
    layer: 'transformer.layer.#',
    attention: attentionNames('attention', ['q_lin', 'k_lin', 'v_lin', 'out_lin']),
    aroundAttention: partNames('sa_layer_norm', 'attention'),
    feedForward: feedForwardNames('ffn', 'lin1', 'lin2', { activation: 'activation' }),
    aroundFeedForward: partNames('output_layer_norm', 'ffn'),
    finalNorm: 'transformer.norm',
  },
  output: 'vocab_projector',
  transform: { dense: 'vocab_transform', norm: 'vocab_layer_norm' },
  preClassifier: 'pre_classifier',
});

export const albertNames: TransformerNames = styled({
  embeddings: { ...bertEmbeddings, projection: 'encoder.embedding_hidden_mapping_in' },
  stack: {
    layer: 'encoder.albert_layer_groups.0.albert_layers.0',
    attention: attentionNames('attention', ['query', 'key', 'value', 'dense']),
    aroundAttention: partNames('attention.LayerNorm', 'attention'),
    feedForward: feedForwardNames('', 'ffn', 'ffn_output', { activation: 'activation' }),
    aroundFeedForward: partNames('full_layer_layer_norm', 'ffn'),
    finalNorm: 'encoder.norm',
  },
  output: 'predictions.decoder',
  transform: { dense: 'predictions.dense', norm: 'predictions.LayerNorm' },
  segmentHead: 'sop_classifier.classifier',
  pooler: 'pooler',
});

/** One layer of torchvision's vision transformer, which a multitask model repeats. */
export function munetNames(layer: string): StackNames {
  const path = 'self_attention';
  return {
    layer,
    attention: fusedAttention(path, 'in_proj', 'out_proj'),
    aroundAttention: { ...partNames('ln_1', path), add: 'add_1' },
    feedForward: feedForwardNames('mlp', '0', '3', { activation: '1' }),
    aroundFeedForward: { ...partNames('ln_2', 'mlp'), add: 'add_2' },
    finalNorm: 'encoder.ln',
  };
}
