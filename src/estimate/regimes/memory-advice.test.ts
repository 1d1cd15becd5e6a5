import { describe, expect, it } from 'vitest';
import { findModel } from '../../models/zoo/zoo.ts';
import { estimateTraining } from '../estimate-training.ts';
import { ALL_KINDS, fixtureProfile } from '../profile.fixture.ts';
import { parseRecipe, type RecipeInput } from '../recipes.ts';
import { memoryAdvice } from './memory-advice.ts';

const profile = fixtureProfile({
  rates: [
    ...ALL_KINDS,
    ...ALL_KINDS.map((rate) => ({
      ...rate,
      problem: { ...rate.problem, precision: 'f16' as const },
    })),
  ],
});

function request(model: string, input: RecipeInput) {
  const parsed = parseRecipe(input, findModel(model));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return { model, recipe: parsed.recipe, profile };
}

const gpt2 = { recipe: 'gpt2-10b-tokens', batch: 64 };

describe('memory advice', () => {
  it('says nothing where the memory is not known or suffices', () => {
    const nothing = { suggestions: [], together: null };
    expect(memoryAdvice(request('resnet18', { batch: 8 }))).toEqual(nothing);
    expect(memoryAdvice(request('resnet18', { batch: 8, memory: '24 GB' }))).toEqual(nothing);
  });

  it('every suggestion, typed into the form, needs what it says and takes what it says', () => {
    const input = { ...gpt2, memory: '16 GB' };
    const now = estimateTraining(request('gpt2-small', input));
    const { suggestions, together } = memoryAdvice(request('gpt2-small', input));
    expect(together).toBeNull();
    expect(suggestions.map(({ id }) => id)).toEqual([
      'accumulation',
      'checkpointing',
      'precision',
      'optimizer',
      'lora',
      'devices',
    ]);
    for (const { id, changes, totalBytes, fits, seconds, timeFactor } of suggestions) {
      const changed = estimateTraining(request('gpt2-small', { ...input, ...changes }));
      expect(changed.memoryBytes.total, id).toBe(totalBytes);
      expect(changed.memoryVerdict?.fits, id).toBe(fits);
      expect(changed.seconds, id).toEqual(seconds);
      expect(timeFactor).toBeCloseTo(changed.seconds.value / now.seconds.value, 9);
    }
    const [accumulation, checkpointing] = suggestions;
    expect(accumulation?.fits).toBe(true);
    // The largest part that fits: with half as many parts it would not.
    const parts = Number(accumulation?.changes.accumulation);
    const larger = estimateTraining(request('gpt2-small', { ...input, accumulation: parts / 2 }));
    expect(larger.memoryVerdict?.fits).toBe(false);
    // A forward pass on top of three.
    expect(checkpointing?.timeFactor).toBeGreaterThan(1.15);
    expect(checkpointing?.timeFactor).toBeLessThan(1.4);
  });

  it('joins several changes where none is enough alone', () => {
    const input = { ...gpt2, memory: '2 GB' };
    const { suggestions, together } = memoryAdvice(request('gpt2-small', input));
    expect(suggestions.some(({ fits }) => fits)).toBe(false);
    expect(together?.fits).toBe(true);
    const changed = estimateTraining(request('gpt2-small', { ...input, ...together?.changes }));
    expect(changed.memoryBytes.total).toBe(together?.totalBytes);
    expect(changed.memoryVerdict?.fits).toBe(true);
  });

  it('leaves out what the model does not have: a network of convolutions has no attention to adapt', () => {
    const input = { recipe: 'imagenet-90-epochs', memory: '8 GB' };
    const { suggestions } = memoryAdvice(request('resnet50', input));
    const ids = suggestions.map(({ id }) => id);
    expect(ids).toContain('accumulation');
    expect(ids).toContain('checkpointing');
    expect(ids).not.toContain('lora');
    expect(suggestions.some(({ fits }) => fits)).toBe(true);
  });

  it('says so when nothing helps', () => {
    const { suggestions, together } = memoryAdvice(
      request('llama-2-7b', { batch: 2, tokens: '1M', memory: '4 GB' }),
    );
    expect(suggestions.length).toBeGreaterThan(0);
    expect(together).toBeNull();
  });

  it('a precision that this device was not measured in has a size and no time', () => {
    const { recipe } = request('gpt2-small', { ...gpt2, memory: '16 GB' });
    const { suggestions } = memoryAdvice({
      model: 'gpt2-small',
      recipe,
      profile: fixtureProfile(),
    });
    const mixed = suggestions.find(({ id }) => id === 'precision');
    expect(mixed?.seconds).toBeNull();
    expect(mixed?.unknownTime).toContain('f16');
    expect(mixed?.totalBytes).toBeGreaterThan(0);
  });
});
