import { beforeAll, describe, expect, it } from 'vitest';
import { type EfficiencyClaimId, loadEfficiency } from '../../facts/efficiency.ts';
import { loadNotableModels } from '../../facts/notable-models.ts';
import { recomputeClaims, type RecomputedClaim } from './recompute-claims.ts';

let claims: readonly RecomputedClaim[];
beforeAll(async () => {
  const [facts, { models }] = await Promise.all([loadEfficiency(), loadNotableModels()]);
  claims = recomputeClaims({ ...facts, models });
});

describe('recomputeClaims', () => {
  it.each<[EfficiencyClaimId, RecomputedClaim['verdict'], number]>([
    ['alexnet-factor', 'agrees', 44.9],
    ['alexnet-doubling', 'agrees', 15.7],
    ['moore-factor', 'agrees', 11.3],
    ['moore-doubling', 'differs', 24.2],
    ['resnet50-doubling', 'differs', 9.2],
    ['transformer-factor', 'agrees', 58.1],
    ['transformer-factor-article', 'differs', 58.1],
    ['alphazero-factor', 'differs', 9.3],
    ['openai-five-factor', 'agrees', 5.2],
    ['shufflenet-factor', 'agrees', 17.9],
    ['shufflenet-doubling', 'agrees', 14.7],
  ])('%s %s: %s', (id, verdict, ours) => {
    const claim = claims.find((each) => each.id === id);
    expect(claim?.ours?.value).toBeCloseTo(ours, 1);
    expect(claim?.verdict).toBe(verdict);
    expect(claim?.reason).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('tells the four ways to read ResNet-50', () => {
    const { reason = '' } = claims.find(({ id }) => id === 'resnet50-doubling') ?? {};
    for (const figure of ['22.7', '11.7', '9.2', '15.8', '12.5']) expect(reason).toContain(figure);
  });

  it('only cites where a run is not known', async () => {
    const facts = await loadEfficiency();
    const without = recomputeClaims({ ...facts, models: [] });
    expect(without.find(({ id }) => id === 'alphazero-factor')).toMatchObject({
      ours: null,
      difference: null,
      verdict: 'cited',
    });
  });
});
