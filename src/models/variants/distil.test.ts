import { describe, expect, it } from 'vitest';
import { countModel } from '../count.ts';
import { buildModel, findModel } from '../zoo/zoo.ts';
import { distil } from './distil.ts';
import { publishedStudents } from './published-students.ts';
import { messageOf } from './small-graphs.fixture.ts';

const bert = buildModel('bert-base', { batch: 4, sequenceLength: 64 });

it('DistilBERT is 39 % smaller than BERT (40 % in print), at its teacher’s sizes', () => {
  const student = distil(bert, { student: 'distilbert-base' });
  const share = countModel(student).params / countModel(bert).params;
  expect(Math.round(100 * (1 - share))).toBe(39);
  expect(student.bindings).toMatchObject({ batch: 4, sequenceLength: 64 });
  expect(student.notes.join(' ')).toContain('arXiv 1910.01108');
});

it('SqueezeNet is 98 % smaller than AlexNet', () => {
  const student = distil(buildModel('alexnet'), { student: 'squeezenet1-0' });
  const share = countModel(student).params / countModel(buildModel('alexnet')).params;
  expect(Math.round(100 * (1 - share))).toBe(98);
});

it.each(publishedStudents)('$student of $teacher is in the zoo and smaller', (pair) => {
  const student = distil(buildModel(pair.teacher), { student: pair.student });
  expect(student.id).toBe(findModel(pair.student).id);
  expect(student.notes.join(' ')).toContain(pair.source);
});

it('a pair that nobody published is allowed, and said to be open', () => {
  const student = distil(bert, { student: 'minilm-l6-h384' });
  expect(student.notes.join(' ')).toContain('No published distillation of this pair');
});

describe('refusals', () => {
  it('a student larger than its teacher', () => {
    expect(messageOf(() => distil(bert, { student: 'bert-large' }))).toMatch(
      /BERT-large has [\d,]+ parameters, not fewer than its teacher BERT-base .*distilbert-base/,
    );
  });

  it('itself, another kind of data, a name that is not there', () => {
    expect(messageOf(() => distil(bert, { student: 'bert-base' }))).toContain('its own student');
    expect(messageOf(() => distil(bert, { student: 'squeezenet1-0' }))).toContain(
      'one reads images, the other text',
    );
    expect(messageOf(() => distil(bert, { student: 'distilbert-bse' }))).toContain(
      'distilbert-base',
    );
  });
});
