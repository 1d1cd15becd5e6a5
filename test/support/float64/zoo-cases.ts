// Small models of the zoo's own families with their losses, and the parts of image models that are their own: here the
// operators stand in the order, and with the attributes, in which the large ones have them.
import type { Tensor } from '../../../src/models/graph.ts';
import type { GraphBuilder } from '../../../src/models/graph-builder.ts';
import { dimension } from '../../../src/models/shapes.ts';
import { partitionAttention } from '../../../src/models/zoo/families/partition-attention.ts';
import { shiftedWindowAttention } from '../../../src/models/zoo/families/shifted-window-attention.ts';
import { buildTransformer } from '../../../src/models/zoo/families/transformer/build-transformer.ts';
import {
  bloomNames,
  llamaNames,
  t5Names,
} from '../../../src/models/zoo/families/transformer/name-styles.ts';
import {
  gptPlan,
  llamaPlan,
  sequencePlan,
} from '../../../src/models/zoo/families/transformer/plans.ts';
import type { TransformerNames } from '../../../src/models/zoo/families/transformer/transformer-names.ts';
import type {
  TransformerSizes,
  TransformerSpec,
} from '../../../src/models/zoo/families/transformer/transformer-spec.ts';
import { type GradientCase, gradientCase, image } from './gradient-case.ts';

const transformer = (
  name: string,
  spec: TransformerSpec,
  sizes: TransformerSizes,
  names: TransformerNames,
): GradientCase =>
  gradientCase(
    `zoo: ${name}`,
    (graph) => buildTransformer(graph, spec, sizes, 'language-model', names).outputs,
  );

const bloom = transformer(
  'BLOOM',
  {
    ...gptPlan({ layers: 1, hidden: 6, heads: 3, vocabulary: 7, context: 8 }),
    positions: { kind: 'alibi' },
    embeddingNorm: true,
  },
  { batch: 2, sequenceLength: 5 },
  bloomNames,
);

const gemma2 = transformer(
  'Gemma 2',
  {
    ...llamaPlan({
      ...{ layers: 1, hidden: 6, heads: 4, keyValueHeads: 2, headSize: 4, feedForward: 5 },
      ...{ vocabulary: 7, context: 8 },
      attention: { softCap: true },
      feedForwardMore: { activation: 'gelu-tanh' },
      stack: { normPlacement: 'both' },
    }),
    embeddingScale: true,
    output: { tied: true, bias: false, softCap: true },
  },
  { batch: 2, sequenceLength: 5 },
  llamaNames({ fourNorms: true }),
);

function t5Spec(): TransformerSpec {
  const plan = sequencePlan(
    {
      ...{ hidden: 4, heads: 2, feedForward: 5, encoderLayers: 1, decoderLayers: 1 },
      ...{ vocabulary: 7, context: 16 },
    },
    { positions: { kind: 'relative', buckets: 8 }, dropout: 0 },
    {
      attentionBias: false,
      norm: { kind: 'rms' },
      normPlacement: 'before',
      finalNorm: true,
      feedForward: { size: 5, gated: false, bias: false, activation: 'relu' },
    },
  );
  const attention = { ...plan.stack.attention, scaled: false };
  const stack = { ...plan.stack, attention };
  return { ...plan, stack, decoder: { ...stack, crossAttention: attention } };
}

const t5Sizes = { batch: 1, sequenceLength: 4, targetLength: 6 };
const t5 = transformer('T5', t5Spec(), t5Sizes, t5Names(false));

/** batch × height × width × features, by the names that a shift goes by. */
function channelsLast(graph: GraphBuilder, sizes: Readonly<Record<string, number>>): Tensor {
  const shape = Object.entries(sizes).map(([name, size]) => dimension(name, size));
  return graph.input('x', shape);
}

/** 3 × 5 places: padded to whole windows, shifted, cut, put together and taken out again. */
const swin = ([1, 2] as const).map((version) =>
  gradientCase(`zoo: attention of Swin V${version}`, (graph) =>
    shiftedWindowAttention(
      graph,
      'attn',
      channelsLast(graph, { batch: 2, height: 3, width: 5, features: 4 }),
      { version, window: 2, heads: 2, shifted: true, block: 'block' },
    ),
  ),
);

const maxvit = [false, true].map((grid) =>
  gradientCase(`zoo: attention of MaxViT${grid ? ' over a grid' : ''}`, (graph) =>
    partitionAttention(graph, 'block', image(graph, [1, 4, 4, 6]), {
      ...{ partition: 2, headFeatures: 2, dropRate: 0, grid },
    }),
  ),
);

export const zooCases: readonly GradientCase[] = [bloom, gemma2, t5, ...swin, ...maxvit];
