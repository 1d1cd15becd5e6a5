// How many optimizer steps a phase takes.
import { FlopscopeError } from '../shared/errors.ts';
import type { RecipePhase } from './recipe.ts';

/**
 * Epochs count whole batches, the last one of an epoch may be smaller; tokens are divided by the tokens of
 * a step. At least one step.
 * @param sequenceLength tokens per example; only needed for a length in tokens.
 * @throws FlopscopeError `invalid-input` for tokens with a model that has none, or a length that is not
 *   positive and finite.
 */
export function phaseSteps(phase: RecipePhase, sequenceLength: number | undefined): number {
  const steps = countSteps(phase, sequenceLength);
  if (Number.isFinite(steps) && steps > 0) return steps;
  throw new FlopscopeError(
    'invalid-input',
    `The phase "${phase.name}" has no usable length. Give it a positive number of epochs, tokens or steps.`,
  );
}

function countSteps(phase: RecipePhase, sequenceLength: number | undefined): number {
  const { length, batch } = phase;
  switch (length.kind) {
    case 'steps':
      return length.steps;
    case 'epochs':
      return Math.max(1, Math.ceil(Math.ceil(length.examples / batch) * length.epochs));
    case 'tokens':
      if (sequenceLength === undefined) {
        throw new FlopscopeError(
          'invalid-input',
          'A length in tokens needs a model that reads text. Give epochs or steps instead.',
        );
      }
      return Math.max(1, Math.ceil(length.tokens / (batch * sequenceLength)));
  }
}
