// GPT-2 in its four sizes, and its distilled half. Small is the 124 million parameter model (called 117M in the
// paper).
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { gpt2Names } from './families/transformer/name-styles.ts';
import { gptPlan } from './families/transformer/plans.ts';

const PAPER =
  'Radford et al., Language Models are Unsupervised Multitask Learners, OpenAI 2019; names as in Hugging Face transformers';

interface Gpt2Size {
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
}

function gpt2(id: string, name: string, size: Gpt2Size, year = 2019, source = PAPER) {
  return defineTransformer({
    id,
    name,
    family: 'GPT-2',
    year,
    source,
    spec: gptPlan({ ...size, vocabulary: 50_257, context: 1024, dropout: 0.1 }),
    names: gpt2Names,
    // The paper gives 40 GB of text and no token count.
    dataset: { name: id === 'distilgpt2' ? 'OpenWebText' : 'WebText' },
  });
}

export const models = [
  gpt2('gpt2-small', 'GPT-2 small', { layers: 12, hidden: 768, heads: 12 }),
  gpt2('gpt2-medium', 'GPT-2 medium', { layers: 24, hidden: 1024, heads: 16 }),
  gpt2('gpt2-large', 'GPT-2 large', { layers: 36, hidden: 1280, heads: 20 }),
  gpt2('gpt2-xl', 'GPT-2 XL', { layers: 48, hidden: 1600, heads: 25 }),
  gpt2(
    'distilgpt2',
    'DistilGPT2',
    { layers: 6, hidden: 768, heads: 12 },
    2019,
    'Sanh et al., DistilBERT, arXiv 1910.01108, and its code in huggingface/transformers; every second layer of GPT-2 small',
  ),
];
