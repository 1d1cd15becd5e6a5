// Names of the layers of language models, as Hugging Face transformers gives them without the model's prefix.
import {
  attentionNames,
  embeddingNames,
  feedForwardNames,
  fusedAttention,
  partNames,
  PROJECTIONS,
  styled,
} from './name-parts.ts';
import type { TransformerNames } from './transformer-names.ts';

export interface LlamaVariations {
  /** One projection for queries, keys and values, and one for gate and up (Phi-3). */
  readonly fused?: boolean;
  /** Four norms a layer (Gemma 2 and 3). */
  readonly fourNorms?: boolean;
  /** Path of a mixture of experts, where it is not "mlp" (Mixtral). */
  readonly mixture?: string;
}

/** Llama, Mistral, Mixtral, Qwen, Gemma, OLMo, SmolLM, Phi-3 and 4. */
export function llamaNames(variations: LlamaVariations = {}): TransformerNames {
  const { fused = false, fourNorms = false, mixture } = variations;
  const fusedAll = fused ? { fused: 'self_attn.qkv_proj' } : {};
  const mixtureNames = { gate: 'w1', up: 'w3', down: 'w2' };
  return styled({
    embeddings: embeddingNames('embed_tokens'),
    stack: {
      layer: 'layers.#',
      attention: attentionNames('self_attn', PROJECTIONS, fusedAll),
      aroundAttention: partNames('input_layernorm', 'self_attn', 'post_attention_layernorm'),
      feedForward: feedForwardNames(mixture ?? 'mlp', 'up_proj', 'down_proj', {
        ...(fused ? { fused: 'gate_up_proj' } : {}),
        ...(mixture === undefined ? {} : mixtureNames),
      }),
      aroundFeedForward: fourNorms
        ? partNames('pre_feedforward_layernorm', 'mlp', 'post_feedforward_layernorm')
        : partNames('post_attention_layernorm', 'mlp'),
      finalNorm: 'norm',
    },
  });
}

/** GPT-2, GPT-3 and the models that follow their plan. */
export const gpt2Names: TransformerNames = styled({
  embeddings: embeddingNames('wte', { positions: 'wpe', dropout: 'drop', norm: 'embedding_norm' }),
  stack: {
    layer: 'h.#',
    attention: fusedAttention('attn', 'c_attn', 'c_proj'),
    aroundAttention: { ...partNames('ln_1', 'attn'), dropout: 'attn.resid_dropout', add: 'add_1' },
    feedForward: feedForwardNames('mlp', 'c_fc', 'c_proj', { activation: 'act' }),
    aroundFeedForward: { ...partNames('ln_2', 'mlp'), add: 'add_2' },
    finalNorm: 'ln_f',
  },
});

/** GPT-NeoX, which Pythia uses. */
export const neoxNames: TransformerNames = styled({
  embeddings: embeddingNames('embed_in'),
  stack: {
    layer: 'layers.#',
    attention: fusedAttention('attention', 'query_key_value', 'dense'),
    aroundAttention: partNames('input_layernorm', 'attention'),
    feedForward: feedForwardNames('mlp', 'dense_h_to_4h', 'dense_4h_to_h', { activation: 'act' }),
    aroundFeedForward: partNames('post_attention_layernorm', 'mlp'),
    finalNorm: 'final_layer_norm',
  },
  output: 'embed_out',
});

/** @param ownNorms Falcon 40B and 180B norm attention and feed-forward apart. */
export function falconNames(ownNorms: boolean): TransformerNames {
  return styled({
    embeddings: embeddingNames('word_embeddings'),
    stack: {
      layer: 'h.#',
      attention: fusedAttention('self_attention', 'query_key_value', 'dense'),
      aroundAttention: partNames(ownNorms ? 'ln_attn' : 'input_layernorm', 'self_attention'),
      feedForward: feedForwardNames('mlp', 'dense_h_to_4h', 'dense_4h_to_h', { activation: 'act' }),
      aroundFeedForward: partNames('ln_mlp', 'mlp'),
      finalNorm: 'ln_f',
    },
  });
}

export const bloomNames: TransformerNames = styled({
  embeddings: embeddingNames('word_embeddings', { norm: 'word_embeddings_layernorm' }),
  stack: {
    layer: 'h.#',
    attention: fusedAttention('self_attention', 'query_key_value', 'dense'),
    aroundAttention: partNames('input_layernorm', 'self_attention'),
    feedForward: feedForwardNames('mlp', 'dense_h_to_4h', 'dense_4h_to_h', {
      activation: 'gelu_impl',
    }),
    aroundFeedForward: partNames('post_attention_layernorm', 'mlp'),
    finalNorm: 'ln_f',
  },
});

/** Phi-1.5 and 2. */
export const phiNames: TransformerNames = styled({
  embeddings: embeddingNames('embed_tokens'),
  stack: {
    layer: 'layers.#',
    attention: attentionNames('self_attn', ['q_proj', 'k_proj', 'v_proj', 'dense']),
    aroundAttention: partNames('input_layernorm', 'self_attn'),
    feedForward: feedForwardNames('mlp', 'fc1', 'fc2', { activation: 'activation_fn' }),
    aroundFeedForward: partNames('post_attention_layernorm', 'mlp'),
    finalNorm: 'final_layernorm',
  },
});
