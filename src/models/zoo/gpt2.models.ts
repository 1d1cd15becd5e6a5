// GPT-2; small is the 124 million parameter model (called 117M in the paper).
import { defineGpt2 } from './families/gpt2.ts';

export const models = [
  defineGpt2({ id: 'gpt2-small', name: 'GPT-2 small', layers: 12, hidden: 768, heads: 12 }),
];
