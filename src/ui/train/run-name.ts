// How long a recipe is, in the words in which people say it: "90 epochs", "300 billion tokens".
import type { PhaseLength, TrainingRecipe } from '../../estimate/recipes.ts';
import { formatCount, roundToPlace } from '../../shared/format.ts';

export function runName({ phases }: TrainingRecipe): string {
  const names = new Set(merged(phases.map(({ length }) => length)).map(lengthName));
  return [...names].join(' and ');
}

/** Steps and tokens of several phases add up; epochs may go over different data. */
function merged(lengths: readonly PhaseLength[]): readonly PhaseLength[] {
  const steps = lengths.map((length) => (length.kind === 'steps' ? length.steps : NaN));
  const tokens = lengths.map((length) => (length.kind === 'tokens' ? length.tokens : NaN));
  if (!steps.some(Number.isNaN)) return [{ kind: 'steps', steps: sum(steps) }];
  if (!tokens.some(Number.isNaN)) return [{ kind: 'tokens', tokens: sum(tokens) }];
  return lengths;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function lengthName(length: PhaseLength): string {
  switch (length.kind) {
    case 'epochs':
      return `${count(length.epochs)} ${length.epochs === 1 ? 'epoch' : 'epochs'}`;
    case 'tokens':
      return `${count(length.tokens)} tokens`;
    case 'steps':
      return `${count(length.steps)} steps`;
  }
}

function count(value: number): string {
  if (value >= 1e12) return `${short(value / 1e12)} trillion`;
  if (value >= 1e9) return `${short(value / 1e9)} billion`;
  if (value >= 1e6) return `${short(value / 1e6)} million`;
  return Number.isInteger(value) ? formatCount(value) : short(value);
}

/** Up to two decimals, as far as they say something. */
function short(value: number): string {
  return roundToPlace(value, -2).replace(/\.?0+$/, '');
}
