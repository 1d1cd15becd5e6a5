// Layers named as the file names its tensors. Source: ggml-org/llama.cpp, gguf-py/gguf/constants.py, TENSOR_NAMES.
import type {
  AttentionNames,
  EmbeddingNames,
  PartNames,
  StackNames,
  TransformerNames,
} from '../../zoo/families/transformer/transformer-names.ts';

export interface NameVariations {
  /** One tensor for queries, keys and values. */
  readonly fusedAttention: boolean;
  /** Gate and up in one tensor (Phi-3). */
  readonly fusedGate: boolean;
  readonly placement: 'before' | 'after' | 'both' | 'output';
  /** Attention and feed-forward read the same input, each by a norm of its own: Falcon's second is attn_norm_2. */
  readonly secondAttentionNorm: boolean;
}

export function ggufNames(variations: NameVariations): TransformerNames {
  return named(embeddings('token_embd'), stack('blk.#', 'attn_output', 'output_norm', variations));
}

/** T5's encoder and decoder. */
export function ggufSequenceNames(): TransformerNames {
  const plain: NameVariations = {
    fusedAttention: false,
    fusedGate: false,
    placement: 'before',
    secondAttentionNorm: false,
  };
  const decoder: StackNames = {
    ...stack('dec.blk.#', 'attn_o', 'dec.output_norm', plain),
    cross: attention('cross_attn', 'cross_attn_o', false),
    aroundCross: around('cross_attn_norm', 'cross_attn'),
  };
  return {
    ...named(embeddings('token_embd'), stack('enc.blk.#', 'attn_o', 'enc.output_norm', plain)),
    decoderEmbeddings: embeddings('dec.token_embd'),
    decoder,
  };
}

function named(tables: EmbeddingNames, layers: StackNames): TransformerNames {
  return {
    embeddings: tables,
    stack: layers,
    output: 'output',
    outputProjection: 'output_projection',
    pooler: 'pooler',
    transform: { dense: 'cls', norm: 'cls_norm' },
    segmentHead: 'segment_head',
    preClassifier: 'cls',
    classifier: 'cls.output',
  };
}

function embeddings(words: string): EmbeddingNames {
  return {
    words,
    positions: 'position_embd',
    segments: 'token_types',
    norm: 'token_embd_norm',
    dropout: 'embd_dropout',
    projection: 'embd_projection',
  };
}

function attention(path: string, output: string, fused: boolean): AttentionNames {
  return {
    path,
    query: `${path}_q`,
    key: `${path}_k`,
    value: `${path}_v`,
    ...(fused ? { fused: `${path}_qkv` } : {}),
    output,
    queryNorm: `${path}_q_norm`,
    keyNorm: `${path}_k_norm`,
    relativeBias: `${path}_rel_b`,
  };
}

function around(norm: string, part: string, outputNorm = `${norm}_output`): PartNames {
  return { norm, outputNorm, dropout: `${part}_dropout`, add: `${part}_add` };
}

/** The norm of each part by where it stands. */
const NORMS = {
  before: ['attn_norm', 'ffn_norm'],
  both: ['attn_norm', 'ffn_norm'],
  after: ['attn_output_norm', 'layer_output_norm'],
  output: ['post_attention_norm', 'post_ffw_norm'],
} as const;

function stack(
  layer: string,
  output: string,
  finalNorm: string,
  { fusedAttention, fusedGate, placement, secondAttentionNorm }: NameVariations,
): StackNames {
  const [attentionNorm, feedForwardNorm] = NORMS[placement];
  return {
    layer,
    attention: attention('attn', output, fusedAttention),
    aroundAttention: around(
      secondAttentionNorm ? 'attn_norm_2' : attentionNorm,
      'attn',
      'post_attention_norm',
    ),
    feedForward: {
      path: '',
      gate: 'ffn_gate',
      up: 'ffn_up',
      down: 'ffn_down',
      ...(fusedGate ? { fused: 'ffn_up' } : {}),
      activation: 'ffn_act',
      router: 'ffn_gate_inp',
      experts: 'exps',
      sharedExperts: 'shexp',
    },
    aroundFeedForward: around(
      secondAttentionNorm ? 'attn_norm' : feedForwardNorm,
      'ffn',
      'post_ffw_norm',
    ),
    finalNorm,
  };
}
