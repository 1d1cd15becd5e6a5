// How the layers of a transformer are called. Names are relative to their layer ("layers.3"), as the reference
// implementation of each family writes them.

export interface AttentionNames {
  /** Its products are named under this: "self_attn". */
  readonly path: string;
  readonly query: string;
  readonly key: string;
  readonly value: string;
  /** One projection for all three, where the reference has it. */
  readonly fused?: string;
  readonly output: string;
  readonly queryNorm: string;
  readonly keyNorm: string;
  /** Table of relative positions. */
  readonly relativeBias: string;
}

/** What stands around attention and around the feed-forward network. */
export interface PartNames {
  readonly norm: string;
  /** Second norm, where input and output are normed. */
  readonly outputNorm: string;
  readonly dropout: string;
  readonly add: string;
}

export interface FeedForwardNames {
  readonly path: string;
  readonly gate: string;
  readonly up: string;
  readonly down: string;
  /** Gate and up in one projection, where the reference has it. */
  readonly fused?: string;
  readonly activation: string;
  readonly router: string;
  /** Placed between `path` and the projection: "mlp.experts.down_proj". */
  readonly experts: string;
  readonly sharedExperts: string;
}

export interface StackNames {
  /** "#" stands for the number of the layer: "layers.#". */
  readonly layer: string;
  readonly attention: AttentionNames;
  readonly cross?: AttentionNames;
  readonly aroundAttention: PartNames;
  readonly aroundCross?: PartNames;
  readonly feedForward: FeedForwardNames;
  readonly aroundFeedForward: PartNames;
  readonly finalNorm: string;
}

export interface EmbeddingNames {
  readonly words: string;
  readonly positions: string;
  readonly segments: string;
  readonly norm: string;
  readonly dropout: string;
  readonly projection: string;
}

export interface TransformerNames {
  readonly embeddings: EmbeddingNames;
  readonly stack: StackNames;
  /** Of an encoder-decoder: the decoder's position table and norm, and its layers. */
  readonly decoderEmbeddings?: EmbeddingNames;
  readonly decoder?: StackNames;
  readonly output: string;
  /** From the hidden size back to the width of the token table. */
  readonly outputProjection: string;
  readonly pooler: string;
  /** Dense layer, activation and norm before the word predictions of an encoder. */
  readonly transform: { readonly dense: string; readonly norm: string };
  readonly segmentHead: string;
  /** Dense layer before the classifier of an encoder without pooler. */
  readonly preClassifier: string;
  readonly classifier: string;
}
