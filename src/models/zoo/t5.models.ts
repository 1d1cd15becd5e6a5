// T5, and T0, which was trained on from the 11 billion parameter T5 1.1.
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { t5Names } from './families/transformer/name-styles.ts';
import { sequencePlan, type SequenceSize } from './families/transformer/plans.ts';
import type { TransformerSpec } from './families/transformer/transformer-spec.ts';

/** Relative positions have no last one; four times what the models were trained with. */
const LONGEST = 2048;

type Shape = Omit<SequenceSize, 'vocabulary' | 'context' | 'decoderLayers' | 'encoderLayers'> & {
  readonly layers: number;
};

function spec({ layers, ...size }: Shape, gated: boolean): TransformerSpec {
  const plan = sequencePlan(
    {
      ...size,
      encoderLayers: layers,
      decoderLayers: layers,
      // 32,000 pieces and 100 sentinels, padded.
      vocabulary: 32_128,
      context: LONGEST,
    },
    { positions: { kind: 'relative', buckets: 32 } },
    {
      attentionBias: false,
      norm: { kind: 'rms' },
      normPlacement: 'before',
      finalNorm: true,
      feedForward: {
        size: size.feedForward,
        gated,
        bias: false,
        activation: gated ? 'gelu-tanh' : 'relu',
      },
    },
  );
  const unscaled = <T extends { readonly attention: TransformerSpec['stack']['attention'] }>(
    stack: T,
  ): T => ({ ...stack, attention: { ...stack.attention, scaled: false } });
  const { decoder = plan.stack } = plan;
  const { attention } = unscaled(decoder);
  return {
    ...plan,
    stack: unscaled(plan.stack),
    decoder: { ...decoder, attention, crossAttention: attention },
    output: { tied: !gated, bias: false },
  };
}

interface Published {
  readonly id: string;
  readonly name: string;
  readonly year: number;
  readonly source: string;
  readonly dataset: string;
  readonly gated: boolean;
}

function t5(size: string, shape: Shape) {
  return define(
    {
      id: `t5-${size.toLowerCase()}`,
      name: `T5-${size}`,
      year: 2019,
      source:
        'Raffel et al., Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer, arXiv 1910.10683',
      dataset: 'C4',
      gated: false,
    },
    shape,
  );
}

function define({ gated, dataset, ...published }: Published, shape: Shape) {
  return defineTransformer({
    ...published,
    source: `${published.source}; names as in Hugging Face transformers`,
    family: 'T5',
    spec: spec(shape, gated),
    names: t5Names(gated),
    dataset: { name: dataset },
    // What it was trained with: 512 tokens in, the masked 15 % with their sentinels, 114, out.
    defaultSequenceLength: 512,
    defaultTargetLength: 114,
  });
}

export const models = [
  t5('small', { layers: 6, hidden: 512, heads: 8, headSize: 64, feedForward: 2048 }),
  t5('base', { layers: 12, hidden: 768, heads: 12, headSize: 64, feedForward: 3072 }),
  t5('large', { layers: 24, hidden: 1024, heads: 16, headSize: 64, feedForward: 4096 }),
  t5('3B', { layers: 24, hidden: 1024, heads: 32, headSize: 128, feedForward: 16_384 }),
  t5('11B', { layers: 24, hidden: 1024, heads: 128, headSize: 128, feedForward: 65_536 }),
  define(
    {
      id: 't0-11b',
      name: 'T0 11B',
      year: 2021,
      source:
        'Sanh et al., Multitask Prompted Training Enables Zero-Shot Task Generalization, arXiv 2110.08207; the shape is that of T5 1.1 XXL',
      dataset: 'P3',
      gated: true,
    },
    { layers: 24, hidden: 4096, heads: 64, headSize: 64, feedForward: 10_240 },
  ),
];
