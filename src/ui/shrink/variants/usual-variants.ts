// The variants that are worth a first look, by kind of model: those that keep most of its accuracy in print.
import type { ModelInfo, ModelTask } from '../../../models/model-info.ts';
import { publishedStudents } from '../../../models/variants/published-students.ts';

const USUAL: Readonly<Record<ModelTask, readonly string[]>> = {
  'image-classification': [
    'pruned:0.8',
    'pruned:0.9',
    'pruned:0.95',
    'blocks:0.9',
    'channels:0.5',
    'low-rank:0.5',
    'int8',
    'int4-weights',
    'fused',
  ],
  // Beyond half of their weights, pruned language models lose much (Sun et al., arXiv 2306.11695).
  'language-model': [
    'pruned:0.5',
    'blocks:0.5',
    'low-rank:0.5',
    'int8',
    'int8-weights',
    'int4-weights',
  ],
  'text-encoder': ['pruned:0.9', 'blocks:0.9', 'low-rank:0.5', 'int8', 'int4-weights', 'fused'],
  'sequence-to-sequence': ['pruned:0.9', 'blocks:0.9', 'low-rank:0.5', 'int8', 'int4-weights'],
};

/** More would hide the rest. */
const MOST_STUDENTS = 2;

/** As it is typed. */
export function usualVariants({ id, task }: Pick<ModelInfo, 'id' | 'task'>): string {
  const students = publishedStudents
    .filter(({ teacher }) => teacher === id)
    .slice(0, MOST_STUDENTS)
    .map(({ student }) => `distilled:${student}`);
  return [...students, ...USUAL[task]].join(',');
}
