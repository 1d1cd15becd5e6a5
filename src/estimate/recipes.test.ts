import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findModel, listModels } from '../models/zoo/zoo.ts';
import { parseTypedNumber } from './parse-number.ts';
import {
  findRecipe,
  listRecipes,
  parseRecipe,
  recipeFields,
  type RecipeInput,
  recipesFor,
} from './recipes.ts';

const resnet = findModel('resnet50');
const bert = findModel('bert-base');
const gpt2 = findModel('gpt2-small');

function errorsOf(input: RecipeInput, model = resnet) {
  const parsed = parseRecipe(input, model);
  return parsed.ok ? {} : parsed.errors;
}

describe('recipes', () => {
  it('every model has one of its own, and custom last', () => {
    for (const model of listModels()) {
      const ids = recipesFor(model).map((recipe) => recipe.id);
      expect(ids.length).toBeGreaterThanOrEqual(3);
      expect(ids.at(-1)).toBe('custom');
    }
  });

  it('an unknown name names the nearest', () => {
    expect(() => findRecipe('imagenet')).toThrow('The nearest are imagenet-90-epochs');
  });

  it('every named recipe says where its figures come from', () => {
    for (const recipe of listRecipes().filter(({ id }) => id !== 'custom')) {
      expect(recipe.facts.length).toBeGreaterThan(0);
    }
  });

  it('parsed without changes, every recipe stays as it is', () => {
    for (const model of listModels()) {
      for (const recipe of recipesFor(model)) {
        expect(parseRecipe({ recipe: recipe.id }, model)).toEqual({ ok: true, recipe });
      }
    }
  });

  it('what the form shows is what it parses to', () => {
    for (const model of listModels()) {
      for (const recipe of recipesFor(model)) {
        const shown = Object.fromEntries(
          recipeFields(recipe, model).map(({ field, value }) => [field, String(value)]),
        );
        expect(errorsOf({ recipe: recipe.id, ...shown }, model)).toEqual({});
      }
    }
  });
});

describe('typed-in figures', () => {
  it('change the recipe, and are marked as yours', () => {
    const parsed = parseRecipe(
      { recipe: 'imagenet-90-epochs', epochs: '30', batch: ' 1,024 ', imageSize: 160 },
      resnet,
    );
    expect(parsed).toMatchObject({
      ok: true,
      recipe: {
        phases: [
          {
            batch: 1024,
            imageSize: 160,
            length: { kind: 'epochs', epochs: 30, examples: 1281167 },
          },
        ],
      },
    });
    expect(parsed.ok && parsed.recipe.facts.at(-1)).toMatchObject({ provenance: 'yours' });
  });

  it('a token budget replaces the epochs of the custom recipe', () => {
    const parsed = parseRecipe({ tokens: '10B', sequenceLength: 512 }, gpt2);
    expect(parsed).toMatchObject({
      recipe: { phases: [{ sequenceLength: 512, length: { kind: 'tokens', tokens: 1e10 } }] },
    });
  });

  it('the batch of both phases of BERT can change, their lengths cannot', () => {
    const parsed = parseRecipe({ recipe: 'bert-pre-training', batch: 64 }, bert);
    expect(parsed.ok && parsed.recipe.phases.map((phase) => phase.batch)).toEqual([64, 64]);
    expect(errorsOf({ recipe: 'bert-pre-training', steps: 10 }, bert).steps).toContain('Custom');
  });

  it.each([
    ['epochs', '0', 'at least'],
    ['epochs', '-3', 'at least'],
    ['epochs', 'ninety', 'must be a number'],
    ['epochs', Number.NaN, 'must be a number'],
    ['epochs', '1e9', 'is no training run'],
    ['examples', '0.5', 'at least 1'],
    ['examples', '10.5', 'whole number'],
    ['tokens', '1M', 'reads no tokens'],
    ['steps', {}, 'must be a number'],
    ['batch', '0', 'too small'],
    ['batch', '-1', 'too small'],
    ['batch', '1e9', 'too large'],
    ['batch', 'NaN', 'must be a whole number'],
    ['batch', Infinity, 'must be a whole number'],
    ['batch', 60_000, 'larger than the data set of 50000'],
    ['imageSize', '1e7', 'too large'],
    ['sequenceLength', '128', 'no such size'],
    ['optimizer', 'lion', 'Choose one of: sgd, sgd-momentum, adam'],
    ['precision', 'f64', 'Choose one of: f32, mixed, f16'],
    ['recipe', 'imagnet', 'The nearest are imagenet-90-epochs'],
    ['recipe', 'bert-pre-training', 'is not for ResNet-50'],
    ['recipe', 7, 'named by a text'],
  ])('%s = %j is refused beside the field', (field, value, sentence) => {
    const errors: Partial<Record<string, string>> = errorsOf({ [field]: value });
    expect(Object.keys(errors)).toEqual([field]);
    expect(errors[field]).toContain(sentence);
  });

  it('an absurd token budget is refused', () => {
    expect(errorsOf({ tokens: '1e30' }, gpt2).tokens).toContain('is no training run');
  });

  it('a length given twice is refused beside each', () => {
    expect(Object.keys(errorsOf({ steps: 100, tokens: '1M' }, gpt2))).toEqual(['tokens', 'steps']);
  });

  it('every wrong field gets its sentence at once', () => {
    const errors = errorsOf({ batch: 0, epochs: -1, precision: 'f8' });
    expect(Object.keys(errors).sort()).toEqual(['batch', 'epochs', 'precision']);
  });

  it('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.record({ epochs: fc.anything(), batch: fc.anything(), recipe: fc.anything() }),
        (input) => {
          expect(() => parseRecipe(input, resnet)).not.toThrow();
        },
      ),
    );
  });
});

describe('numbers as people type them', () => {
  it.each([
    ['1,281,167', 1_281_167],
    ['1 000 000', 1_000_000],
    ['1_000', 1000],
    ['300B', 3e11],
    ['1.3M', 1_300_000],
    ['2.5e3', 2500],
    ['.5', 0.5],
    ['-4', -4],
    ['1,5', undefined],
    ['12 monkeys', undefined],
    ['0x10', undefined],
    ['', undefined],
    [null, undefined],
    [['7'], undefined],
  ])('%j is %s', (typed, expected) => {
    expect(parseTypedNumber(typed)).toBe(expected);
  });
});
