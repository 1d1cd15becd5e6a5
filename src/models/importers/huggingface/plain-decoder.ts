// Layer norm before each part, a feed-forward network with GELU, one bias for all: OPT, BLOOM, MPT and Falcon change
// little of it.
import type { TransformerSpec } from '../../zoo/families/transformer/transformer-spec.ts';
import { evenShare } from './config-architecture.ts';

export interface PlainDecoder {
  readonly vocabulary: number;
  readonly hidden: number;
  readonly layers: number;
  readonly heads: number;
  readonly keyValueHeads?: number;
  readonly feedForward: number;
  readonly bias: boolean;
  readonly positions: TransformerSpec['positions'];
  readonly tied: boolean;
  readonly tokens: number;
  readonly dropout: number;
  readonly attentionDropout: number;
}

/** Layer norm before each part and a feed-forward network with GELU. */
export function plainDecoder(plan: PlainDecoder): TransformerSpec {
  const { hidden, heads, bias } = plan;
  return {
    kind: 'decoder',
    vocabulary: plan.vocabulary,
    hidden,
    positions: plan.positions,
    stack: {
      layers: plan.layers,
      attention: {
        heads,
        keyValueHeads: plan.keyValueHeads ?? heads,
        headSize: evenShare(hidden, heads, 'a hidden size of'),
        inputBias: bias,
        outputBias: bias,
      },
      feedForward: { size: plan.feedForward, gated: false, bias, activation: 'gelu' },
      norm: { kind: 'layer' },
      normPlacement: 'before',
      finalNorm: true,
    },
    output: { tied: plan.tied, bias: false },
    dropout: plan.dropout,
    attentionDropout: plan.attentionDropout,
    maximumSequenceLength: plan.tokens,
  };
}
