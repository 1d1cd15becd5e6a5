import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCompression } from '../../facts/compression.ts';
import { findEvaluation, imageEvaluation } from './evaluations.ts';
import { bestCandidate, parseGoal } from './parse-goal.ts';

const imagenet = imageEvaluation();
const perplexity = findEvaluation('wikitext-perplexity-wanda', await loadCompression());
const BEST = 'The best here is ViT-H/14 (IMAGENET1K_SWAG_E2E_V1) with 88.552\u00a0%.';

function errorOf(typed: unknown, evaluation = imagenet): string {
  const parsed = parseGoal(typed, evaluation);
  return parsed.ok ? '' : parsed.error;
}

describe('parseGoal', () => {
  it.each(['80', ' 80 % ', '80%', 80])('takes %j', (typed) => {
    expect(parseGoal(typed, imagenet)).toEqual({ ok: true, goal: 80 });
  });

  it.each([
    ['eighty', '“eighty” is no Top-1 on ImageNet. Enter for instance 79.'],
    ['', 'Nothing is no Top-1'],
    [undefined, 'Nothing is no Top-1'],
    [Number.NaN, 'Nothing is no Top-1'],
    ['0', 'must be above 0'],
    ['-3', 'must be above 0'],
    ['101', '101\u00a0% is more than all.'],
    ['88.6', 'Nothing here reaches 88.6\u00a0%.'],
    ['1e999', 'is no Top-1'],
  ])('refuses %j, and names the best', (typed, sentence) => {
    expect(errorOf(typed)).toContain(sentence);
    expect(errorOf(typed)).toContain(BEST);
  });

  it('the best itself is reached', () => {
    expect(parseGoal('88.552', imagenet)).toEqual({ ok: true, goal: 88.552 });
  });

  it('a perplexity is to be low', () => {
    expect(bestCandidate(perplexity)?.model).toBe('llama-2-70b');
    expect(parseGoal('5', perplexity)).toEqual({ ok: true, goal: 5 });
    expect(errorOf('3', perplexity)).toBe(
      'Nothing here gets down to 3. The best here is Llama 2 70B with 3.12.',
    );
    expect(errorOf('5%', perplexity)).toContain('is no Perplexity');
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.anything(), (typed) => {
        const parsed = parseGoal(typed, imagenet);
        if (parsed.ok) expect(parsed.goal).toBeLessThanOrEqual(88.552);
        else expect(parsed.error).toContain(BEST);
      }),
    );
  });
});
