// Gemma 1 to 3: a large tied word table, wide heads, GeGLU; Gemma 2 caps its scores, 2 and 3 norm every part twice.
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { llamaNames } from './families/transformer/name-styles.ts';
import { llamaPlan, type LlamaSize } from './families/transformer/plans.ts';
import type { AttentionSpec } from './families/transformer/transformer-spec.ts';

interface Generation {
  readonly year: number;
  readonly source: string;
  readonly vocabulary: number;
  readonly context: number;
  readonly fourNorms: boolean;
  readonly attention: Partial<AttentionSpec>;
  readonly logitCap: boolean;
}

const GEMMA: Generation = {
  year: 2024,
  source:
    'Gemma Team, Gemma: Open Models Based on Gemini Research and Technology, arXiv 2403.08295',
  vocabulary: 256_000,
  context: 8192,
  fourNorms: false,
  attention: {},
  logitCap: false,
};
const GEMMA_2: Generation = {
  ...GEMMA,
  source:
    'Gemma Team, Gemma 2: Improving Open Language Models at a Practical Size, arXiv 2408.00118',
  fourNorms: true,
  attention: { softCap: true, window: 4096, windowPeriod: 2 },
  logitCap: true,
};
const GEMMA_3: Generation = {
  ...GEMMA,
  year: 2025,
  source: 'Gemma Team, Gemma 3 Technical Report, arXiv 2503.19786',
  vocabulary: 262_144,
  context: 32_768,
  fourNorms: true,
  attention: { queryKeyNorm: true, window: 512, windowPeriod: 6 },
};

type Shape = Pick<LlamaSize, 'layers' | 'hidden' | 'heads' | 'keyValueHeads' | 'feedForward'>;

function gemma(name: string, tokens: number, generation: Generation, shape: Shape) {
  const { year, source, vocabulary, context, fourNorms, attention, logitCap } = generation;
  const plan = llamaPlan({
    ...shape,
    vocabulary,
    context,
    headSize: 256,
    attention,
    feedForwardMore: { activation: 'gelu-tanh' },
    stack: fourNorms ? { normPlacement: 'both' } : {},
  });
  return defineTransformer({
    id: name.toLowerCase().replaceAll(' ', '-'),
    name,
    family: 'Gemma',
    year,
    source: `${source}; names as in Hugging Face transformers`,
    spec: {
      ...plan,
      embeddingScale: true,
      output: { tied: true, bias: false, softCap: logitCap },
    },
    names: llamaNames({ fourNorms }),
    dataset: { name: 'Web text, code and mathematics', tokens },
  });
}

export const models = [
  gemma('Gemma 2B', 3e12, GEMMA, {
    layers: 18,
    hidden: 2048,
    heads: 8,
    keyValueHeads: 1,
    feedForward: 16_384,
  }),
  gemma('Gemma 7B', 6e12, GEMMA, {
    layers: 28,
    hidden: 3072,
    heads: 16,
    keyValueHeads: 16,
    feedForward: 24_576,
  }),
  gemma('Gemma 2 2B', 2e12, GEMMA_2, {
    layers: 26,
    hidden: 2304,
    heads: 8,
    keyValueHeads: 4,
    feedForward: 9216,
  }),
  gemma('Gemma 2 9B', 8e12, GEMMA_2, {
    layers: 42,
    hidden: 3584,
    heads: 16,
    keyValueHeads: 8,
    feedForward: 14_336,
  }),
  gemma('Gemma 3 1B', 2e12, GEMMA_3, {
    layers: 26,
    hidden: 1152,
    heads: 4,
    keyValueHeads: 1,
    feedForward: 6912,
  }),
];
