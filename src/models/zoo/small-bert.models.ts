// BERT made smaller by distillation with fewer, narrower layers: MiniLM and TinyBERT.
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { bertNames } from './families/transformer/name-styles.ts';
import { bertPlan } from './families/transformer/plans.ts';

const MINILM =
  'Wang et al., MiniLM: Deep Self-Attention Distillation for Task-Agnostic Compression of Pre-Trained Transformers, arXiv 2002.10957; shape of all-MiniLM-L6-v2';
const TINYBERT =
  'Jiao et al., TinyBERT: Distilling BERT for Natural Language Understanding, arXiv 1909.10351';

interface Shape {
  readonly layers: number;
  readonly hidden: number;
  readonly feedForward: number;
}

function small(id: string, name: string, source: string, shape: Shape) {
  return defineTransformer({
    id,
    name,
    family: 'BERT',
    year: source === MINILM ? 2020 : 2019,
    source: `${source}; names as in Hugging Face transformers`,
    spec: bertPlan({ ...shape, heads: 12, vocabulary: 30_522, context: 512 }),
    names: bertNames,
    defaultSequenceLength: 128,
    dataset: { name: 'English Wikipedia' },
  });
}

export const models = [
  small('minilm-l6-h384', 'MiniLM-L6-H384', MINILM, { layers: 6, hidden: 384, feedForward: 1536 }),
  small('tinybert-4l-312', 'TinyBERT-4L-312', TINYBERT, {
    layers: 4,
    hidden: 312,
    feedForward: 1200,
  }),
  small('tinybert-6l-768', 'TinyBERT-6L-768', TINYBERT, {
    layers: 6,
    hidden: 768,
    feedForward: 3072,
  }),
];
