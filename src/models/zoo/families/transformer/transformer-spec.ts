// The shape of a transformer: everything that decides its parameters and its work, and nothing else. The zoo
// writes it by hand, the importers of config.json, GGUF and safetensors from a file.

export type ActivationKind = 'relu' | 'gelu' | 'gelu-tanh' | 'silu' | 'tanh';

export interface AttentionSpec {
  readonly heads: number;
  /** Fewer than `heads` for grouped-query attention, 1 for multi-query. */
  readonly keyValueHeads: number;
  /** Features of one head; heads × headSize may differ from the hidden size. */
  readonly headSize: number;
  /** Bias of the query, key and value projections, and of the output projection. */
  readonly inputBias: boolean;
  readonly outputBias: boolean;
  /** Normalises queries and keys per head (Qwen3, Gemma 3). */
  readonly queryKeyNorm?: boolean;
  /** What the query and key norms run over: each head, or all heads at once (OLMo 2); per head when absent. */
  readonly queryKeyNormOver?: 'head' | 'all';
  /** False where scores are not divided by √headSize (T5); true when absent. */
  readonly scaled?: boolean;
  /** Scores pass through cap · tanh(score / cap) (Gemma 2). */
  readonly softCap?: boolean;
  /** Positions that a query looks back over (Mistral 7B, Gemma 2); all of them when absent. */
  readonly window?: number;
  /** Of how many layers one attends over everything, where the others keep to `window` (Gemma 2: 2, Gemma 3: 6). */
  readonly windowPeriod?: number;
}

export interface FeedForwardSpec {
  readonly size: number;
  /** Two input projections, one of which gates the other (SwiGLU, GeGLU). */
  readonly gated: boolean;
  readonly bias: boolean;
  readonly activation: ActivationKind;
  readonly experts?: {
    readonly count: number;
    /** Experts that one token uses. */
    readonly perToken: number;
    /** Experts that every token uses beside those, each of `size`. */
    readonly shared?: number;
    /** What those add is multiplied by a number that a layer of its own gives each token (Qwen2-MoE). */
    readonly sharedGate?: boolean;
    /** The first layers have one dense network of another size in place of the experts (DeepSeek). */
    readonly firstDense?: { readonly layers: number; readonly size: number };
  };
}

export interface NormSpec {
  /** Root-mean-square has a scale only. */
  readonly kind: 'layer' | 'rms';
  /** False where the norm has no learned tensor at all (OLMo). */
  readonly learned?: boolean;
  /** A layer norm without its shift (Falcon has it, MPT has not). */
  readonly bias?: boolean;
}

export interface StackSpec {
  readonly layers: number;
  readonly attention: AttentionSpec;
  /** Attention over the encoder's output, in the decoder of a sequence-to-sequence model. */
  readonly crossAttention?: AttentionSpec;
  readonly feedForward: FeedForwardSpec;
  readonly norm: NormSpec;
  /** before: GPT-2, Llama. after: BERT. both: Gemma 2 and 3 norm the input and the output of each part. */
  /** output: only what each part adds is normed, before it is added (OLMo 2). */
  readonly normPlacement: 'before' | 'after' | 'both' | 'output';
  /** Attention and feed-forward read the same input and are added together (GPT-NeoX, Falcon, Phi). */
  readonly parallel?: 'shared-norm' | 'own-norms';
  /** All layers use the weights of one (ALBERT). */
  readonly sharedLayers?: boolean;
  /** Norm after the last layer. */
  readonly finalNorm: boolean;
}

export type PositionSpec =
  | { readonly kind: 'learned'; readonly rows: number }
  | { readonly kind: 'sinusoidal' | 'alibi' | 'none' }
  /** `share` of each head's features is turned, all of them when absent (Pythia: 0.25). */
  | { readonly kind: 'rotary'; readonly share?: number }
  /** A table of biases per head, one for each stack (T5). */
  | { readonly kind: 'relative'; readonly buckets: number };

export interface TransformerSpec {
  readonly kind: 'encoder' | 'decoder' | 'encoder-decoder';
  /** Rows of the token table, padding included. */
  readonly vocabulary: number;
  readonly hidden: number;
  /** Width of the token table where it is not `hidden`: a projection follows (ALBERT, OPT-350M). */
  readonly embeddingSize?: number;
  readonly positions: PositionSpec;
  /** Rows of the segment table (BERT: 2). */
  readonly segments?: number;
  /** Norm of the summed embeddings. */
  readonly embeddingNorm?: boolean;
  /** Token vectors are multiplied by √hidden (Gemma, the first transformer). */
  readonly embeddingScale?: boolean;
  /** The one stack, or the encoder of two. */
  readonly stack: StackSpec;
  /** The decoder of a sequence-to-sequence model. */
  readonly decoder?: StackSpec;
  /** Dense layer and tanh over the first token (BERT). */
  readonly pooler?: boolean;
  /** Of the dense layer that a classifier has in place of a pooler; tanh when absent. */
  readonly classifierActivation?: ActivationKind;
  /** The output layer over the vocabulary; absent where the model has none. */
  readonly output?: {
    readonly tied: boolean;
    readonly bias: boolean;
    /** Logits pass through cap · tanh(logit / cap) (Gemma 2). */
    readonly softCap?: boolean;
  };
  /** Pre-training also tells whether two segments follow each other (BERT, ALBERT): two outputs on the pooler. */
  readonly segmentHead?: boolean;
  /** Of hidden states, in training. */
  readonly dropout: number;
  /** Of attention weights, in training; as `dropout` when absent. */
  readonly attentionDropout?: number;
  /** Tokens; the longest sequence the positions allow, or that the model was made for. */
  readonly maximumSequenceLength: number;
}

export interface TransformerSizes {
  readonly batch: number;
  readonly sequenceLength: number;
  /** Of the decoder in an encoder-decoder; as `sequenceLength` when absent. */
  readonly targetLength?: number;
  /** Outputs of the classification head; 2 when absent. */
  readonly classes?: number;
}
