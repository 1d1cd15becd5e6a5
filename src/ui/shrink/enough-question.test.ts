import { describe, expect, it } from 'vitest';
import { type Evaluation, imageEvaluation } from '../../estimate/shrink/evaluations.ts';
import { askEnough } from './enough-question.ts';

const images = imageEvaluation();
const perplexity: Evaluation = {
  ...{ id: 'perplexity', name: 'Perplexity', unit: '', better: 'lower', sentence: '', without: 0 },
  candidates: images.candidates.slice(0, 3).map((each, index) => ({ ...each, score: 4 + index })),
};

describe('askEnough', () => {
  it('asks by itself for something that many reach and many do not', () => {
    const form = askEnough({}, [images, perplexity]);
    const { goal = 0 } = form ?? {};
    const reached = images.candidates.filter(({ score }) => score >= goal).length;
    expect(form).toMatchObject({ criterion: 'inference', error: undefined, notices: [] });
    expect(reached / images.candidates.length).toBeGreaterThan(0.5);
    expect(reached).toBeLessThan(images.candidates.length);
  });

  it('follows the address', () => {
    const form = askEnough({ score: '5', evaluation: 'perplexity', by: 'size' }, [
      images,
      perplexity,
    ]);
    expect(form).toMatchObject({ evaluation: perplexity, goal: 5, criterion: 'size' });
  });

  it.each(['101', '0', '-3', 'good', '99.9', ''])('keeps "%s" and says what is wrong', (score) => {
    const form = askEnough({ score }, [images]);
    expect(form).toMatchObject({ text: score, goal: undefined });
    expect(form?.error).toMatch(/The best here is .* with/);
  });

  it('names an evaluation that there is not', () => {
    const form = askEnough({ evaluation: 'coco' }, [images]);
    expect(form?.evaluation).toBe(images);
    expect(form?.notices.join()).toContain('coco');
  });
});
