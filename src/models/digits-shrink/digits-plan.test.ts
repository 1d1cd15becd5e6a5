import { describe, expect, it } from 'vitest';
import { costGraph } from '../cost.ts';
import { digitsNetwork } from '../digits-network.ts';
import { DIGITS_SIZES, digitsPlan } from './digits-plan.ts';

describe('digitsPlan', () => {
  it('is plain data', () => {
    const plan = digitsPlan('standard');
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    expect(plan.seeds).toEqual([1, 2, 3]);
  });

  it('begins with the dense training, and names every step once', () => {
    const { steps } = digitsPlan('standard');
    expect(steps[0]?.kind).toBe('dense');
    expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
    const sparsities = steps.flatMap((step) => (step.kind === 'pruned' ? [step.sparsity] : []));
    expect(sparsities).toEqual([0.5, 0.8, 0.9, 0.95, 0.98, 0.5, 0.8, 0.9, 0.95, 0.98]);
  });

  it('has ten paired students or more at full size', () => {
    expect(digitsPlan('full').seeds.length).toBeGreaterThanOrEqual(10);
  });

  it('has the same hash for more seeds, another for another size', () => {
    expect(digitsPlan('smoke', 7).hash).toBe(digitsPlan('smoke').hash);
    expect(new Set(DIGITS_SIZES.map((size) => digitsPlan(size).hash)).size).toBe(3);
  });

  it.each([0, 1.5, 101, NaN])('refuses %d seeds', (seeds) => {
    expect(() => digitsPlan('smoke', seeds)).toThrow(/whole number from 1 to 100/);
  });

  it('has a student of at most a quarter of the parameters', () => {
    const { widths } = digitsPlan('full').settings.student;
    const params = (graph: ReturnType<typeof digitsNetwork>) =>
      costGraph(graph, { precision: 'f32', mode: 'inference' }).params;
    const [dense, student] = [params(digitsNetwork(1)), params(digitsNetwork(1, { widths }))];
    expect([dense, student]).toEqual([42_298, 8914]);
    expect(student / dense).toBeLessThanOrEqual(0.25);
  });
});
