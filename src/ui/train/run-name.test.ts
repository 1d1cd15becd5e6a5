import { describe, expect, it } from 'vitest';
import type { PhaseLength, TrainingRecipe } from '../../estimate/recipes.ts';
import { runName } from './run-name.ts';

const recipe = (...lengths: [PhaseLength, ...PhaseLength[]]): TrainingRecipe => {
  const [first, ...rest] = lengths.map((length) => ({ name: '', batch: 1, length }));
  if (first === undefined) throw new Error('unreachable');
  return {
    id: 'x',
    name: 'x',
    summary: '',
    tasks: [],
    head: {},
    phases: [first, ...rest],
    optimizer: 'adam',
    precision: 'f32',
    facts: [],
  };
};

describe('runName', () => {
  it('says epochs, tokens and steps as people do', () => {
    expect(runName(recipe({ kind: 'epochs', epochs: 90, examples: 1 }))).toBe('90 epochs');
    expect(runName(recipe({ kind: 'epochs', epochs: 1, examples: 1 }))).toBe('1 epoch');
    expect(runName(recipe({ kind: 'tokens', tokens: 3e11 }))).toBe('300 billion tokens');
    expect(runName(recipe({ kind: 'tokens', tokens: 2.5e9 }))).toBe('2.5 billion tokens');
  });

  it('adds up the phases of one kind and names different ones', () => {
    const phases = [
      { kind: 'steps', steps: 900_000 },
      { kind: 'steps', steps: 100_000 },
    ] as const;
    expect(runName(recipe(...phases))).toBe('1 million steps');
    expect(runName(recipe(phases[1], { kind: 'epochs', epochs: 3, examples: 9 }))).toBe(
      '100,000 steps and 3 epochs',
    );
  });

  it('keeps zeros that count', () => {
    expect(runName(recipe({ kind: 'epochs', epochs: 100, examples: 1 }))).toBe('100 epochs');
    expect(runName(recipe({ kind: 'tokens', tokens: 1e10 }))).toBe('10 billion tokens');
  });
});
