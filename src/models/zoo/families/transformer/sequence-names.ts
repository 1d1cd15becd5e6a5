// Names of the layers of OPT and of encoder-decoders, as Hugging Face transformers gives them without the model's
// prefix.
import {
  attentionNames,
  embeddingNames,
  feedForwardNames,
  OUT_PROJECTIONS,
  partNames,
  styled,
} from './name-parts.ts';
import type { StackNames, TransformerNames } from './transformer-names.ts';

/** The layers of OPT and BART, which are fairseq's. */
function fairseqStack(layer: string, crossed: boolean, finalNorm: string): StackNames {
  return {
    layer,
    attention: attentionNames('self_attn', OUT_PROJECTIONS),
    aroundAttention: partNames('self_attn_layer_norm', 'self_attn'),
    ...(crossed
      ? {
          cross: attentionNames('encoder_attn', OUT_PROJECTIONS),
          aroundCross: partNames('encoder_attn_layer_norm', 'encoder_attn'),
        }
      : {}),
    // Its feed-forward layers have no path of their own.
    feedForward: feedForwardNames('', 'fc1', 'fc2', { activation: 'activation_fn' }),
    aroundFeedForward: partNames('final_layer_norm', 'fc'),
    finalNorm,
  };
}

export const optNames: TransformerNames = styled({
  embeddings: embeddingNames('decoder.embed_tokens', { positions: 'decoder.embed_positions' }),
  stack: fairseqStack('decoder.layers.#', false, 'decoder.final_layer_norm'),
});

/** BART, and the first transformer. */
export function sequenceNames(): TransformerNames {
  const side = (name: 'encoder' | 'decoder') =>
    embeddingNames(name === 'encoder' ? 'shared' : 'decoder.embed_tokens', {
      positions: `${name}.embed_positions`,
      norm: `${name}.layernorm_embedding`,
      dropout: `${name}.dropout`,
    });
  return styled({
    embeddings: side('encoder'),
    stack: fairseqStack('encoder.layers.#', false, 'encoder.layer_norm'),
    decoderEmbeddings: side('decoder'),
    decoder: fairseqStack('decoder.layers.#', true, 'decoder.layer_norm'),
  });
}

function t5Stack(side: 'encoder' | 'decoder'): StackNames {
  const letters = ['q', 'k', 'v', 'o'] as const;
  const last = side === 'encoder' ? 1 : 2;
  const cross = {
    cross: attentionNames('layer.1.EncDecAttention', letters),
    aroundCross: partNames('layer.1.layer_norm', 'layer.1'),
  };
  return {
    layer: `${side}.block.#`,
    attention: attentionNames('layer.0.SelfAttention', letters),
    aroundAttention: partNames('layer.0.layer_norm', 'layer.0'),
    ...(side === 'decoder' ? cross : {}),
    feedForward: feedForwardNames(`layer.${last}.DenseReluDense`, 'wi', 'wo', {
      activation: 'act',
    }),
    aroundFeedForward: partNames(`layer.${last}.layer_norm`, `layer.${last}`),
    finalNorm: `${side}.final_layer_norm`,
  };
}

/** @param gated T5 1.1 has two input projections, wi_0 and wi_1. */
export function t5Names(gated: boolean): TransformerNames {
  const stack = (side: 'encoder' | 'decoder'): StackNames => {
    const names = t5Stack(side);
    const pair = { gate: 'wi_0', up: 'wi_1' };
    return gated ? { ...names, feedForward: { ...names.feedForward, ...pair } } : names;
  };
  return styled({
    embeddings: embeddingNames('shared', { dropout: 'encoder.dropout' }),
    stack: stack('encoder'),
    decoderEmbeddings: embeddingNames('decoder.embed_tokens', { dropout: 'decoder.dropout' }),
    decoder: stack('decoder'),
  });
}
