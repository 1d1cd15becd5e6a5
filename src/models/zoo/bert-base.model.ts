// BERT-base, uncased.
import { defineBert } from './families/bert.ts';

export const model = defineBert({
  id: 'bert-base',
  name: 'BERT-base',
  layers: 12,
  hidden: 768,
  heads: 12,
  feedForward: 3072,
});
