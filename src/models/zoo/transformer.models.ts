// The first transformer, for translation: base and big, with one word table for both languages and the output.
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { sequenceNames } from './families/transformer/name-styles.ts';
import { sequencePlan } from './families/transformer/plans.ts';

function transformer(size: 'base' | 'big', hidden: number, heads: number, dropout: number) {
  return defineTransformer({
    id: `transformer-${size}`,
    name: `Transformer ${size}`,
    family: 'Transformer',
    year: 2017,
    source:
      'Vaswani et al., Attention Is All You Need, arXiv 1706.03762, table 3; names as in BART of Hugging Face transformers',
    spec: sequencePlan(
      {
        hidden,
        heads,
        feedForward: 4 * hidden,
        encoderLayers: 6,
        decoderLayers: 6,
        // About 37,000 byte pairs of English and German together.
        vocabulary: 37_000,
        // Sinusoids have no last position; more than any sentence.
        context: 1024,
      },
      {
        positions: { kind: 'sinusoidal' },
        embeddingScale: true,
        dropout,
        // Residual dropout only.
        attentionDropout: 0,
      },
      { attentionBias: false },
    ),
    names: sequenceNames(),
    dataset: { name: 'WMT 2014 English-German', examples: 4_500_000 },
    // About the length of a sentence of WMT 2014 in byte pairs.
    defaultSequenceLength: 32,
    defaultTargetLength: 32,
  });
}

export const models = [transformer('base', 512, 8, 0.1), transformer('big', 1024, 16, 0.3)];
