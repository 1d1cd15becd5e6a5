import { describe, expect, it } from 'vitest';
import { loadCostClaims } from '../../facts/cost-claims.ts';
import { loadEfficiency } from '../../facts/efficiency.ts';
import { loadFoundingArticles } from '../../facts/founding-articles.ts';
import { loadFoundingClaims } from '../../facts/founding-claims.ts';
import { loadNotableModels } from '../../facts/notable-models.ts';
import { findModel } from '../../models/zoo/zoo.ts';
import { type CheckedCostClaim, checkCostClaim } from '../claims/check-cost-claim.ts';
import { slotsOf, withoutSlots } from '../claims/fill-template.ts';
import { recomputeClaims } from '../efficiency/recompute-claims.ts';
import { stories } from './stories.ts';
import type { FigureSources } from './story-figures.ts';
import { tellStories, tellStory } from './tell-story.ts';

const [articles, costs, efficiency, { models }, shrink] = await Promise.all([
  loadFoundingArticles(),
  loadCostClaims(),
  loadEfficiency(),
  loadNotableModels(),
  loadFoundingClaims(),
]);
const checked = costs.flatMap((claim): readonly CheckedCostClaim[] => {
  const check = checkCostClaim(claim);
  return check.ok ? [check] : [];
});
const sources: FigureSources = {
  articles,
  costClaims: checked,
  efficiency: recomputeClaims({ ...efficiency, models }),
};
const told = tellStories(sources);

function textOf(id: string, from = told): string {
  const story = from.find((each) => each.id === id);
  if (story === undefined) throw new Error(`There is no story ${id}.`);
  return story.text.replaceAll('\u00a0', ' ');
}

/** Proper names that hold digits. */
const NAMES = /GPT-\d|T0\b|ResNet-50|seq2seq|\bv[34]\b/g;

describe('the case stories', () => {
  it('tell every founding claim once', () => {
    const claims = stories.flatMap((story) => story.claims);
    expect([...claims].sort()).toEqual(articles.map(({ id }) => id).sort());
  });

  it('no figure is typed: without slots and names there is no digit', () => {
    for (const { id, title, text, action } of stories) {
      const typed = `${title} ${withoutSlots(text)} ${action}`.replaceAll(NAMES, '');
      expect(typed, id).not.toMatch(/\d/);
    }
  });

  it('every figure is that of the articles, or of the reckoning', () => {
    for (const { id, segments } of told) {
      const slots = slotsOf(stories.find((story) => story.id === id)?.text ?? '');
      const figures = segments.filter((segment) => segment.kind !== 'text');
      expect(figures.length, id).toBe(slots.length);
      for (const [index, figure] of figures.entries()) {
        const [slot = ''] = (slots[index] ?? '').split(':');
        const [claim = '', name = ''] = slot.replace('=', '').split('.');
        const expected = slot.startsWith('=')
          ? (checked
              .filter((each) => each.claim.id === claim)
              .flatMap(({ result, others }) => [result, ...others])
              .find((outcome) => outcome.id === name)?.value ??
            sources.efficiency.find((each) => each.id === claim)?.ours?.value)
          : articles.find((each) => each.id === claim)?.figures[name];
        expect(figure.value, slot).toBe(expected);
        expect(figure.kind, slot).toBe(slot.startsWith('=') ? 'reckoned' : 'cited');
      }
    }
  });

  it('reads as sentences', () => {
    expect(textOf('one-training')).toBe(
      'Training GPT-3 cost 12 million USD, the articles say. From its size and its tokens, 3.56 million gpu-hours of rented GPUs would do it: 10.9 million USD at the price assumed here. The price decides, and it is yours to change.',
    );
    expect(textOf('the-critic')).toContain('17,810 core-hours by 3.22 USD and found 57,348 USD');
    expect(textOf('the-critic')).toContain('Like for like it is 46,361.42 USD.');
    expect(textOf('cars')).toContain('The sum is right: 626,155 lb.');
    expect(textOf('active-share')).toContain('uses 2.3 % of all parameters');
    expect(textOf('halving')).toContain('fell 44 times in 7 years');
    for (const { text, id } of told) {
      expect(text, id).not.toMatch(/[{}]|NaN|Infinity|undefined/);
      expect(text.split(/[.?!:](?:\s|$)/).length, id).toBeLessThanOrEqual(6);
      expect(text.length, id).toBeLessThan(420);
    }
  });

  it('a changed input changes the text', () => {
    const changed = checked.map((each) => {
      if (each.claim.id !== 'grover') return each;
      const again = checkCostClaim(each.claim, { price: '0.6' });
      return again.ok ? again : each;
    });
    const again = tellStories({ ...sources, costClaims: changed });
    expect(textOf('a-laboratory')).toContain('25,804.80 USD');
    expect(textOf('a-laboratory', again)).toContain('51,609.60 USD');
  });

  it('what rests on something recalled is marked, and what does not is not', () => {
    const marks = (id: string) =>
      told
        .find((story) => story.id === id)
        ?.segments.flatMap((each) => (each.kind === 'text' ? [] : [each.unverified]));
    expect(marks('the-critic')).toEqual([false, false, false, true]);
    expect(marks('the-reply')).toEqual([false, false, false, false, false]);
    expect(marks('cars')).toEqual([false, false, true, true, true]);
    expect(marks('a-hall')).toEqual([false, false, false, false, false]);
  });

  it('every card leads to an instrument, with its source and date', () => {
    const views = ['efficiency', 'growth', 'limits', 'flexibility', 'claims'];
    for (const { id, route, hash, sources: cited, claims } of told) {
      expect(hash, id).toMatch(/^#\/(trends\?view=|train|shrink|model\?model=)/);
      const { view, claim, model } = route.parameters;
      if (route.screen === 'trends') expect(views, id).toContain(view);
      if (view === 'claims')
        expect(
          costs.map((each) => each.id),
          id,
        ).toContain(claim);
      if (model !== undefined) expect(findModel(model).id).toBe(model);
      expect(
        cited.map(({ date }) => /^\d{4}-\d{2}/.test(date)),
        id,
      ).toEqual(claims.map(() => true));
    }
    expect(told.find(({ id }) => id === 'a-laboratory')?.hash).toBe(
      '#/trends?view=claims&claim=bert-cost',
    );
  });

  it('what Shrink checks is told with a link to it', () => {
    const story = told.find(({ id }) => id === 'smaller-and-as-good');
    expect([...(story?.claims ?? [])].sort()).toEqual(shrink.map(({ id }) => id).sort());
    expect(story?.hash).toBe('#/shrink');
  });

  it('a story of what does not exist is an error', () => {
    const [first] = stories;
    if (first === undefined) throw new Error('There are no stories.');
    expect(() => tellStory({ ...first, text: '{gpt3-cost.eur}' }, new Map(), articles)).toThrow(
      'speaks of the figure “gpt3-cost.eur”',
    );
    expect(() => tellStory({ ...first, text: '', claims: ['gpt9'] }, new Map(), articles)).toThrow(
      'the claim “gpt9”',
    );
  });
});
