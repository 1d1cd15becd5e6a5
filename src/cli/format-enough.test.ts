import { describe, expect, it } from 'vitest';
import { loadFootprintFacts } from '../estimate/footprint/load-footprint-facts.ts';
import { fixtureProfile } from '../estimate/profile.fixture.ts';
import { costCandidates } from '../estimate/shrink/cost-candidates.ts';
import { imageEvaluation } from '../estimate/shrink/evaluations.ts';
import { CRITERIA, type Criterion } from '../estimate/shrink/rank-candidates.ts';
import { runningPower } from '../estimate/shrink/running-power.ts';
import { smallestEnough } from '../estimate/shrink/smallest-enough.ts';
import { formatEnough } from './format-enough.ts';

const profile = fixtureProfile();
const parsed = runningPower(profile, await loadFootprintFacts());
if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
const footprint = parsed.request;
const all = imageEvaluation();
const evaluation = {
  ...all,
  candidates: all.candidates.filter(({ model }) =>
    ['squeezenet1-0', 'resnet18', 'resnet50'].includes(model),
  ),
};
const costed = [...costCandidates({ candidates: evaluation.candidates, profile, footprint })];

function text(goal: number, criterion: Criterion): string {
  const answer = smallestEnough({ evaluation, goal, criterion, costed, profile, footprint });
  return formatEnough(answer, 'Fixture').replaceAll('\u00a0', ' ');
}

describe('the models that are enough, for a terminal', () => {
  it('the answer first', () => {
    const [first] = text(76, 'size').split('\n');
    expect(first).toBe(
      'ResNet-50 (IMAGENET1K_V2) is enough: 80.858 % where 76 % are needed, least size of the weights on Fixture: 102 MB',
    );
  });

  it.each(CRITERIA)('names what is least: %s', (criterion) => {
    expect(text(60, criterion)).toMatch(
      /^ResNet-18 .* least (time of one inference|time of training|size of the weights|energy of one inference) on Fixture: \d/,
    );
  });

  it('shows only those that are enough, and marks the dominated', () => {
    const shown = text(76, 'inference');
    expect(shown).toContain('2 of 4 are enough; the best is ResNet-50 (IMAGENET1K_V2)');
    expect(shown).toMatch(
      /ResNet-50 \(IMAGENET1K_V1\) +76\.13 % .*dominated by ResNet-50 \(IMAGENET1K_V2\)/,
    );
    expect(shown).not.toContain('SqueezeNet');
    expect(shown).toContain('1 more has no score.');
  });

  it('gives each figure its interval and unit, and says what the scores rest on', () => {
    const shown = text(76, 'training');
    expect(shown).toMatch(/ \d[\d.]* ms \([\d.]+–[\d.]+ ms\)/);
    expect(shown).toMatch(/ \d[\d.]* m?J \([\d.]+–[\d.]+\)/);
    expect(shown).toMatch(/kWh \(/);
    expect(shown).toContain('Notes\n  - ResNet-50 (IMAGENET1K_V2): From a later recipe');
    expect(shown).toContain('Assumptions\n  - Training is the same recipe');
  });
});
