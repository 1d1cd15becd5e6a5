// The usual plans of transformers, so that a model is told by what sets it apart.
import type {
  ActivationKind,
  AttentionSpec,
  FeedForwardSpec,
  StackSpec,
  TransformerSpec,
} from './transformer-spec.ts';

interface Size {
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly vocabulary: number;
  /** Longest sequence, tokens. */
  readonly context: number;
}

/** Every query head has its own key and value head. */
function plainAttention(
  hidden: number,
  heads: number,
  bias: boolean,
  headSize?: number,
): AttentionSpec {
  return {
    heads,
    keyValueHeads: heads,
    headSize: headSize ?? hidden / heads,
    inputBias: bias,
    outputBias: bias,
  };
}

export interface GptSize extends Size {
  /** 4 × hidden when absent. */
  readonly feedForward?: number;
  /** hidden / heads when absent. */
  readonly headSize?: number;
  /** Rows of the position table where it has more than `context`. */
  readonly positionRows?: number;
  readonly activation?: ActivationKind;
  readonly dropout?: number;
}

/** GPT-2: norms before each part, biases everywhere, learned positions, an output layer tied to the word table. */
export function gptPlan(size: GptSize): TransformerSpec {
  const { layers, hidden, heads, context, activation = 'gelu-tanh' } = size;
  return {
    kind: 'decoder',
    vocabulary: size.vocabulary,
    hidden,
    positions: { kind: 'learned', rows: size.positionRows ?? context },
    stack: {
      layers,
      attention: plainAttention(hidden, heads, true, size.headSize),
      feedForward: { size: size.feedForward ?? 4 * hidden, gated: false, bias: true, activation },
      norm: { kind: 'layer' },
      normPlacement: 'before',
      finalNorm: true,
    },
    output: { tied: true, bias: false },
    dropout: size.dropout ?? 0,
    maximumSequenceLength: context,
  };
}

export interface LlamaSize extends Size {
  readonly keyValueHeads: number;
  /** hidden / heads when absent. */
  readonly headSize?: number;
  readonly feedForward: number;
  /** Untied when absent. */
  readonly tied?: boolean;
  readonly attention?: Partial<AttentionSpec>;
  readonly feedForwardMore?: Partial<FeedForwardSpec>;
  readonly stack?: Partial<StackSpec>;
}

/** Llama: root-mean-square norms before each part, no bias, rotary positions, a gated network. */
export function llamaPlan(size: LlamaSize): TransformerSpec {
  const { layers, hidden, heads, keyValueHeads, context, tied = false } = size;
  return {
    kind: 'decoder',
    vocabulary: size.vocabulary,
    hidden,
    positions: { kind: 'rotary' },
    stack: {
      layers,
      attention: {
        ...plainAttention(hidden, heads, false, size.headSize),
        keyValueHeads,
        ...size.attention,
      },
      feedForward: {
        size: size.feedForward,
        gated: true,
        bias: false,
        activation: 'silu',
        ...size.feedForwardMore,
      },
      norm: { kind: 'rms' },
      normPlacement: 'before',
      finalNorm: true,
      ...size.stack,
    },
    output: { tied, bias: false },
    dropout: 0,
    maximumSequenceLength: context,
  };
}

export interface BertSize extends Size {
  readonly feedForward: number;
  /** Rows of the segment table; 2 when absent, 0 for none. */
  readonly segments?: number;
  /** Rows of the position table where it has more than `context`. */
  readonly positionRows?: number;
  readonly pooler?: boolean;
  /** Whether pre-training predicts the order of segments. */
  readonly segmentHead?: boolean;
}

/** BERT: norms after each part, biases everywhere, a norm over the summed embeddings. */
export function bertPlan(size: BertSize): TransformerSpec {
  const { layers, hidden, heads, context, segments = 2 } = size;
  return {
    kind: 'encoder',
    vocabulary: size.vocabulary,
    hidden,
    positions: { kind: 'learned', rows: size.positionRows ?? context },
    ...(segments > 0 ? { segments } : {}),
    embeddingNorm: true,
    stack: {
      layers,
      attention: plainAttention(hidden, heads, true),
      feedForward: { size: size.feedForward, gated: false, bias: true, activation: 'gelu' },
      norm: { kind: 'layer' },
      normPlacement: 'after',
      finalNorm: false,
    },
    pooler: size.pooler ?? true,
    output: { tied: true, bias: true },
    segmentHead: size.segmentHead ?? false,
    dropout: 0.1,
    maximumSequenceLength: context,
  };
}

export interface SequenceSize {
  readonly hidden: number;
  readonly heads: number;
  /** hidden / heads when absent. */
  readonly headSize?: number;
  readonly feedForward: number;
  readonly encoderLayers: number;
  readonly decoderLayers: number;
  readonly vocabulary: number;
  readonly context: number;
}

/** The first transformer: an encoder and a decoder that attends over its output, one word table for all. */
export function sequencePlan(
  size: SequenceSize,
  rest: Pick<TransformerSpec, 'positions'> & Partial<TransformerSpec>,
  each: Partial<StackSpec> & { readonly attentionBias: boolean },
): TransformerSpec {
  const { hidden, heads, headSize } = size;
  const { attentionBias, ...stackMore } = each;
  const attention = plainAttention(hidden, heads, attentionBias, headSize);
  const stack: StackSpec = {
    layers: size.encoderLayers,
    attention,
    feedForward: { size: size.feedForward, gated: false, bias: true, activation: 'relu' },
    norm: { kind: 'layer' },
    normPlacement: 'after',
    finalNorm: false,
    ...stackMore,
  };
  return {
    kind: 'encoder-decoder',
    vocabulary: size.vocabulary,
    hidden,
    stack,
    decoder: { ...stack, layers: size.decoderLayers, crossAttention: stack.attention },
    output: { tied: true, bias: false },
    dropout: 0.1,
    maximumSequenceLength: size.context,
    ...rest,
  };
}
