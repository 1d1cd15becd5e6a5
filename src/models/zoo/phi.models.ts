// Phi: 1.5 and 2 with attention and feed-forward side by side, 3 and 4 with Llama's layers and fused projections.
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { llamaNames, phiNames } from './families/transformer/name-styles.ts';
import { gptPlan, llamaPlan } from './families/transformer/plans.ts';
import type { TransformerSpec } from './families/transformer/transformer-spec.ts';

/** @param rotaryShare of each head's features. */
function earlySpec(layers: number, hidden: number, rotaryShare: number): TransformerSpec {
  // 50,295 tokens, padded.
  const plan = gptPlan({ layers, hidden, heads: 32, vocabulary: 51_200, context: 2048 });
  return {
    ...plan,
    positions: { kind: 'rotary', share: rotaryShare },
    stack: { ...plan.stack, parallel: 'shared-norm' },
    output: { tied: false, bias: true },
  };
}

function phi(id: string, name: string, year: number, paper: string, spec: TransformerSpec) {
  return defineTransformer({
    id,
    name,
    family: 'Phi',
    year,
    source: `${paper}; names as in Hugging Face transformers`,
    spec,
    names: spec.stack.parallel ? phiNames : llamaNames({ fused: true }),
    dataset: { name: 'Web text and synthetic textbooks' },
  });
}

export const models = [
  phi(
    'phi-1.5',
    'Phi-1.5',
    2023,
    'Li et al., Textbooks Are All You Need II: phi-1.5 technical report, arXiv 2309.05463',
    earlySpec(24, 2048, 0.5),
  ),
  phi('phi-2', 'Phi-2', 2023, 'Microsoft, Phi-2 model card, 2023', earlySpec(32, 2560, 0.4)),
  phi(
    'phi-3-mini',
    'Phi-3 mini 4k',
    2024,
    'Abdin et al., Phi-3 Technical Report, arXiv 2404.14219',
    llamaPlan({
      layers: 32,
      hidden: 3072,
      heads: 32,
      keyValueHeads: 32,
      feedForward: 8192,
      // 32,011 tokens, padded.
      vocabulary: 32_064,
      context: 4096,
      attention: { window: 2047 },
    }),
  ),
  phi(
    'phi-4',
    'Phi-4',
    2024,
    'Abdin et al., Phi-4 Technical Report, arXiv 2412.08905',
    llamaPlan({
      layers: 40,
      hidden: 5120,
      heads: 40,
      keyValueHeads: 10,
      feedForward: 17_920,
      vocabulary: 100_352,
      context: 16_384,
    }),
  ),
];
