// GPT-3 in its eight sizes: GPT-2's layers. Its locally banded layers are counted as if they looked at everything.
import { defineTransformer } from './families/transformer/define-transformer.ts';
import { gpt2Names } from './families/transformer/name-styles.ts';
import { gptPlan } from './families/transformer/plans.ts';

const SPARSE =
  'The paper alternates dense and locally banded sparse attention without giving the width of the bands; all layers are counted as dense.';

interface Gpt3Size {
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly note?: string;
}

function gpt3(size: string, { note, ...shape }: Gpt3Size) {
  return defineTransformer({
    id: `gpt3-${size.toLowerCase()}`,
    name: `GPT-3 ${size}`,
    family: 'GPT-3',
    year: 2020,
    source:
      'Brown et al., Language Models are Few-Shot Learners, arXiv 2005.14165, table 2.1; names as in GPT-2',
    spec: gptPlan({ ...shape, vocabulary: 50_257, context: 2048 }),
    names: gpt2Names,
    dataset: { name: 'Common Crawl, WebText2, books and Wikipedia', tokens: 300e9 },
    notes: note === undefined ? [SPARSE] : [note, SPARSE],
  });
}

export const models = [
  gpt3('small', { layers: 12, hidden: 768, heads: 12 }),
  gpt3('medium', { layers: 24, hidden: 1024, heads: 16 }),
  gpt3('large', { layers: 24, hidden: 1536, heads: 16 }),
  gpt3('XL', {
    layers: 24,
    hidden: 2048,
    heads: 16,
    note: 'The table prints 24 heads of 128, which is more than the width of 2048; 16 heads of 128 give the printed parameters.',
  }),
  gpt3('2.7B', { layers: 32, hidden: 2560, heads: 32 }),
  gpt3('6.7B', { layers: 32, hidden: 4096, heads: 32 }),
  gpt3('13B', {
    layers: 40,
    hidden: 5120,
    heads: 40,
    note: 'The table prints a width of 5140, which 40 heads of 128 do not fill; 5120 is counted.',
  }),
  gpt3('175B', { layers: 96, hidden: 12_288, heads: 96 }),
];
