// Pairs of models of the zoo of which the smaller was published as a student of, or substitute for, the larger.

export interface PublishedStudent {
  /** Ids in the zoo. */
  readonly teacher: string;
  readonly student: string;
  /** What was done, as the beginning of a sentence. */
  readonly how: string;
  readonly source: string;
}

const SANH = 'Sanh et al., arXiv 1910.01108';
const JIAO = 'Jiao et al., arXiv 1909.10351';
const SANH_CODE =
  'Sanh et al., huggingface/transformers examples/research_projects/distillation/README.md';
const SUN = 'Sun et al., arXiv 2004.02984';
const IANDOLA = 'Iandola et al., arXiv 1602.07360';
const IANDOLA_CODE = `${IANDOLA}, and forresti/SqueezeNet SqueezeNet_v1.1/README.md`;

export const publishedStudents: readonly PublishedStudent[] = [
  {
    teacher: 'bert-base',
    student: 'distilbert-base',
    how: 'Distilled in pre-training, every second layer of its teacher',
    source: SANH,
  },
  {
    teacher: 'bert-base',
    student: 'tinybert-4l-312',
    how: 'Distilled in pre-training and for each task, attention and hidden states included',
    source: JIAO,
  },
  {
    teacher: 'bert-base',
    student: 'tinybert-6l-768',
    how: 'Distilled in pre-training and for each task, attention and hidden states included',
    source: JIAO,
  },
  {
    teacher: 'bert-base',
    student: 'mobilebert',
    how: 'Distilled layer by layer, from a BERT-large with inverted bottlenecks rather than from BERT-base',
    source: SUN,
  },
  {
    teacher: 'roberta-base',
    student: 'distilroberta-base',
    how: 'Distilled in pre-training, every second layer of its teacher',
    source: SANH_CODE,
  },
  {
    teacher: 'gpt2-small',
    student: 'distilgpt2',
    how: 'Distilled in pre-training, every second layer of its teacher',
    source: SANH_CODE,
  },
  {
    teacher: 'alexnet',
    student: 'squeezenet1-0',
    how: 'Trained by itself to AlexNet’s accuracy, not distilled',
    source: IANDOLA,
  },
  {
    teacher: 'alexnet',
    student: 'squeezenet1-1',
    how: 'Trained by itself to AlexNet’s accuracy, not distilled',
    source: IANDOLA_CODE,
  },
];
