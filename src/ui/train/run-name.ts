// How long a recipe is, in the words in which people say it: "90 epochs", "300 billion tokens".
import type { PhaseLength, TrainingRecipe } from '../../estimate/recipes.ts';
import { formatCount, roundToPlace } from '../../shared/format.ts';

export function runName({ phases }: TrainingRecipe): string {
  const names = [...new Set(phases.map(({ length }) => lengthName(length)))];
  return names.join(' and ');
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
  if (value >= 1e7) return `${short(value / 1e6)} million`;
  return Number.isInteger(value) ? formatCount(value) : short(value);
}

/** Up to two decimals, as far as they say something. */
function short(value: number): string {
  return roundToPlace(value, -2).replace(/\.?0+$/, '');
}
