// BERT, uncased.
import { defineBert } from './families/bert.ts';

export const models = [
  defineBert({
    id: 'bert-base',
    name: 'BERT-base',
    layers: 12,
    hidden: 768,
    heads: 12,
    feedForward: 3072,
  }),
  defineBert({
    id: 'bert-large',
    name: 'BERT-large',
    layers: 24,
    hidden: 1024,
    heads: 16,
    feedForward: 4096,
  }),
];
