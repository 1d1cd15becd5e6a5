// BERT-large, uncased.
import { defineBert } from './families/bert.ts';

export const model = defineBert({
  id: 'bert-large',
  name: 'BERT-large',
  layers: 24,
  hidden: 1024,
  heads: 16,
  feedForward: 4096,
});
