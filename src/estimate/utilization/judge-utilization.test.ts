import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findModel } from '../../models/zoo/zoo.ts';
import { parseRecipe, type RecipeInput } from '../recipes.ts';
import { judgeUtilization } from './judge-utilization.ts';
import { parseUtilization, type UtilizationInput } from './parse-utilization.ts';

function judge(model: string, recipeInput: RecipeInput, input: UtilizationInput) {
  const info = findModel(model);
  const recipe = parseRecipe(recipeInput, info);
  if (!recipe.ok) throw new Error(JSON.stringify(recipe.errors));
  const readsTokens = info.bindings.some(({ name }) => name === 'sequenceLength');
  const speed = parseUtilization(input, readsTokens);
  if (!speed.ok) throw new Error(JSON.stringify(speed.errors));
  return judgeUtilization({ model, recipe: recipe.recipe, speed: speed.speed });
}

describe('published runs', () => {
  const mtNlg = { batch: 1920, sequenceLength: 2048, steps: 1, checkpointing: 'blocks' };

  it.each([
    ['60.1 s', '2240', 126],
    ['50.2', '2800', 121],
    ['44.4', '3360', 113],
  ])(
    'MT-NLG, %s on %s A100: %d TFLOPS with recomputation, as published',
    (measured, gpus, teraflops) => {
      const verdict = judge('mt-nlg-530b', mtNlg, { measured, gpus, peak: '312' });
      expect(Math.abs(verdict.hardwareFlopsPerSecond / (teraflops * 1e12) - 1)).toBeLessThan(0.01);
      // The note of the anchor: 3/4 of that are the model's own, 27 to 30 % of 312 TFLOPS.
      expect(verdict.modelFlopsUtilization).toBeGreaterThan(0.265);
      expect(verdict.modelFlopsUtilization).toBeLessThan(0.31);
      expect(verdict.judgement).toBe('usual');
    },
  );

  it('LLaMA-2 7B: 184,320 hours for 2·10¹² tokens are the 39 % of its card, by 6ND', () => {
    const tokensPerSecond = 2e12 / (184_320 * 3600);
    const verdict = judge(
      'llama-2-7b',
      { batch: 1, sequenceLength: 4096, steps: 1 },
      { measure: 'tokens', measured: String(tokensPerSecond), peak: '312 TFLOPS' },
    );
    // 6ND leaves out attention's products (+16 % at 4096 tokens) and counts the table of look-ups (−2 %).
    const sixNd = (6 * 6.738e9 * tokensPerSecond) / 312e12;
    expect(sixNd).toBeCloseTo(0.391, 3);
    const attention = 12 * 32 * 4096 * 4096;
    const matrices = 6 * (6_738_415_616 - 32_000 * 4096);
    const expected = ((matrices + attention) * tokensPerSecond) / 312e12;
    expect(Math.abs(verdict.modelFlopsUtilization / expected - 1)).toBeLessThan(0.001);
    expect(verdict.hardwareFlopsUtilization).toBe(verdict.modelFlopsUtilization);
  });
});

describe('judgement', () => {
  const input = { batch: 256, steps: 1 };
  const at = (imagesPerSecond: number) =>
    judge('resnet50', input, { measure: 'examples', measured: imagesPerSecond, peak: '100' });

  it('goes from hardly any to impossible', () => {
    // An image takes 24.3 GFLOP to train: the peak is about 4,100 images a second.
    expect(at(5).judgement).toBe('hardly any');
    expect(at(300).judgement).toBe('low');
    expect(at(1500).judgement).toBe('usual');
    expect(at(2250).judgement).toBe('high');
    expect(at(3800).judgement).toBe('above published');
    const impossible = at(9000);
    expect(impossible.judgement).toBe('impossible');
    expect(impossible.sentence).toContain('2.2 times the peak cannot be');
    expect(impossible.hints.length).toBeGreaterThan(2);
  });

  it('explains when only the recomputation is too much', () => {
    const verdict = judge(
      'resnet50',
      { ...input, checkpointing: 'blocks' },
      { measure: 'examples', measured: 3800, peak: '100' },
    );
    expect(verdict.modelFlopsUtilization).toBeLessThan(1);
    expect(verdict.hardwareFlopsUtilization).toBeGreaterThan(1);
    expect(verdict.judgement).toBe('impossible');
  });

  it('a rate and its time of a step mean the same', () => {
    const byRate = at(1000);
    const byTime = judge('resnet50', input, { measured: '256 ms', peak: '100T' });
    expect(byTime.modelFlopsUtilization).toBeCloseTo(byRate.modelFlopsUtilization, 12);
  });

  it('shows the published runs and where their sources disagree', () => {
    const { published, conflicts } = at(1000);
    expect(published.runs).toBeGreaterThan(30);
    expect(conflicts.length).toBeGreaterThan(0);
  });
});

describe('what is typed', () => {
  const speed = (input: UtilizationInput) => {
    const parsed = parseUtilization(input, true);
    return parsed.ok ? parsed.speed : undefined;
  };

  it.each([
    ['312', 312e12],
    ['312T', 312e12],
    ['312 TFLOPS', 312e12],
    ['1.98 PFLOPS', 1.98e15],
    ['312e12', 312e12],
    ['500 GFLOP/s', 500e9],
  ])('a peak of %s', (peak, expected) => {
    expect(speed({ measured: '1', peak })?.peakFlopsPerSecond).toBeCloseTo(expected, -3);
  });

  it.each([
    ['250 ms', 0.25],
    ['60.1', 60.1],
    ['2 min', 120],
  ])('a step of %s', (measured, expected) => {
    expect(speed({ measured, peak: 1 })?.value).toBeCloseTo(expected, 9);
  });

  it.each([
    ['measured', '0', 'above 0'],
    ['measured', '-3 ms', 'above 0'],
    ['measured', 'fast', 'above 0'],
    ['measured', '1e30', 'at most'],
    ['gpus', '0', 'whole number'],
    ['gpus', '1.5', 'whole number'],
    ['peak', '0', 'above 0'],
    ['peak', '1e30', 'above 0'],
    ['peak', 'A100', 'above 0'],
    ['measure', 'furlongs', 'Choose one of'],
  ])('%s = %j is refused beside the field', (field, value, sentence) => {
    const parsed = parseUtilization({ measured: '1', peak: '312', [field]: value }, true);
    const errors: Partial<Record<string, string>> = parsed.ok ? {} : parsed.errors;
    expect(Object.keys(errors)).toEqual([field]);
    expect(errors[field]).toContain(sentence);
  });

  it('tokens of a model that reads none are refused', () => {
    const parsed = parseUtilization({ measure: 'tokens', measured: '5', peak: '312' }, false);
    expect(parsed.ok ? '' : parsed.errors.measure).toContain('reads no tokens');
  });

  it('nothing typed is not an error to show', () => {
    expect(parseUtilization({}, true)).toMatchObject({ ok: false, empty: true });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.record({ measured: fc.anything(), peak: fc.anything(), gpus: fc.anything() }),
        (input) => {
          expect(() => parseUtilization(input, true)).not.toThrow();
        },
      ),
    );
  });
});
