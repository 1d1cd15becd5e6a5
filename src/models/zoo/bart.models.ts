// BART, and the DistilBARTs, which keep some of its layers.
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { sequenceNames } from './families/transformer/name-styles.ts';
import { sequencePlan } from './families/transformer/plans.ts';

const BART =
  'Lewis et al., BART: Denoising Sequence-to-Sequence Pre-training for Natural Language Generation, Translation, and Comprehension, arXiv 1910.13461';
const DISTILBART = 'Shleifer and Rush, Pre-trained Summarization Distillation, arXiv 2010.13002';

interface Shape {
  readonly encoderLayers: number;
  readonly decoderLayers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly vocabulary: number;
}

function bart(id: string, name: string, source: string, shape: Shape) {
  return defineTransformer({
    id,
    name,
    family: 'BART',
    year: source === BART ? 2019 : 2020,
    source: `${source}; names as in Hugging Face transformers`,
    spec: sequencePlan(
      { ...shape, feedForward: 4 * shape.hidden, context: 1024 },
      // Positions start at 2.
      { positions: { kind: 'learned', rows: 1026 }, embeddingNorm: true },
      {
        attentionBias: true,
        feedForward: { size: 4 * shape.hidden, gated: false, bias: true, activation: 'gelu' },
      },
    ),
    names: sequenceNames(),
    dataset: { name: source === BART ? '160 GB of English text' : 'CNN/DailyMail or XSum' },
    // An article of CNN/DailyMail, cut off at the longest, and the longest summary that is written of it.
    defaultSequenceLength: 1024,
    defaultTargetLength: 142,
  });
}

/** The table of the summarisation models has one row less: no mask token. */
const LARGE = { hidden: 1024, heads: 16, vocabulary: 50_264 };

export const models = [
  bart('bart-base', 'BART-base', BART, {
    encoderLayers: 6,
    decoderLayers: 6,
    hidden: 768,
    heads: 12,
    vocabulary: 50_265,
  }),
  bart('bart-large', 'BART-large', BART, {
    ...LARGE,
    encoderLayers: 12,
    decoderLayers: 12,
    vocabulary: 50_265,
  }),
  bart('distilbart-cnn-12-6', 'DistilBART-cnn-12-6', DISTILBART, {
    ...LARGE,
    encoderLayers: 12,
    decoderLayers: 6,
  }),
  bart('distilbart-cnn-6-6', 'DistilBART-cnn-6-6', DISTILBART, {
    ...LARGE,
    encoderLayers: 6,
    decoderLayers: 6,
  }),
  bart('distilbart-xsum-12-3', 'DistilBART-xsum-12-3', DISTILBART, {
    ...LARGE,
    encoderLayers: 12,
    decoderLayers: 3,
  }),
];
