import { describe, expect, it } from 'vitest';
import { loadCompression } from '../../facts/compression.ts';
import { loadFoundingClaims } from '../../facts/founding-claims.ts';
import { fixtureProfile } from '../profile.fixture.ts';
import { checkClaim } from './founding-claims.ts';

const [claims, facts] = await Promise.all([loadFoundingClaims(), loadCompression()]);
const checked = claims.map((claim) => checkClaim(claim, fixtureProfile(), facts));

function claim(id: string) {
  const found = checked.find((each) => each.claim.id === id);
  if (found === undefined) throw new Error(`There is no claim ${id}.`);
  const figure = (quantity: string) => found.checks.find((each) => each.quantity === quantity);
  return { ...found, figure };
}

describe('the founding claims', () => {
  it('are three, and cited', () => {
    expect(checked.map((each) => each.claim.id)).toEqual(['distilbert', 'squeezenet', 't0']);
    for (const { date, checked: day } of claims)
      if (date !== undefined) expect(date < day).toBe(true);
  });

  it('DistilBERT does without 39.4 % of the parameters and half of the work, and keeps 97 %', () => {
    const { small, large, figure } = claim('distilbert');
    expect(figure('parameters-saved')?.found.value).toBeCloseTo(0.394, 3);
    expect(figure('parameters-saved')?.holds).toBe(true);
    expect(figure('score-kept')?.found.value).toBeCloseTo(77 / 79.5, 12);
    expect(figure('score-kept')?.holds).toBe(true);
    expect(large.macs / small.macs).toBeCloseTo(2, 2);
  });

  it('its time is foretold: rate gained is the ratio of the times less one, with both intervals', () => {
    const { small, large, figure } = claim('distilbert');
    const rate = figure('rate-gained');
    expect(rate?.found.value).toBeCloseTo(large.seconds.value / small.seconds.value - 1, 12);
    expect(rate?.found.low).toBeCloseTo(large.seconds.low / small.seconds.high - 1, 12);
    expect(rate?.says).toBe(0.6);
  });

  it('SqueezeNet does without 98 % of AlexNet, at no lower score, but saves no such part of the work', () => {
    const { small, large, figure } = claim('squeezenet');
    expect(figure('parameters-saved')?.found.value).toBeCloseTo(0.9796, 4);
    expect(figure('parameters-saved')?.holds).toBe(true);
    expect(figure('score-kept')?.found.value).toBeCloseTo(58.092 / 56.522, 12);
    expect(figure('score-kept')?.holds).toBe(true);
    expect(small.macs).toBeGreaterThan(large.macs);
  });

  it('T0 is a sixteenth of GPT-3', () => {
    const { figure, small, large, example } = claim('t0');
    expect(figure('times-smaller')?.found.value).toBeGreaterThan(15.5);
    expect(figure('times-smaller')?.found.value).toBeLessThan(16.5);
    expect(figure('times-smaller')?.holds).toBe(true);
    expect(large.memoryBytes).toBeGreaterThan(4 * 174e9);
    expect(small.seconds.value).toBeLessThan(large.seconds.value);
    expect(example).toContain('128 tokens of one question');
  });

  it('does not hold what is not so', () => {
    const [distilbert] = claims;
    if (distilbert === undefined) throw new Error('There are no claims.');
    const exaggerated = {
      ...distilbert,
      says: [{ quantity: 'parameters-saved', value: 0.6, lastDigit: 0.01 }] as const,
    };
    const { checks } = checkClaim(
      { ...exaggerated, says: [...exaggerated.says] },
      fixtureProfile(),
      facts,
    );
    expect(checks[0]?.holds).toBe(false);
  });
});
