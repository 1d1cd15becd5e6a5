// `--as thop`: what another tool would print for the same model.
import { type CountingConvention, countingConventions } from '../../facts/counting-conventions.ts';
import { unknownName } from '../../models/nearest-names.ts';
import { countByConvention } from '../../models/reconcile/convention-count.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import { formatAmount, formatCount } from '../../shared/format.ts';
import type { OpenedModel } from './open-model.ts';

export interface ConventionDocument {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly sentence: string;
  readonly source: string;
}

/** @throws FlopscopeError `unknown-name` naming the nearest. */
export function findConvention(id: string): CountingConvention {
  const found = countingConventions.find((each) => each.id === id.toLowerCase());
  if (found !== undefined) return found;
  throw unknownName('convention of counting', id, countingConventions);
}

/** @throws FlopscopeError `invalid-input` where the convention has no meaning for the model. */
export function asConvention(
  { graph }: OpenedModel,
  convention: CountingConvention,
): ConventionDocument {
  const { id, name, sentence, source } = convention;
  const count = graph === undefined ? undefined : countByConvention(graph, convention);
  if (count !== undefined) return { id, name, count, sentence, source };
  throw new FlopscopeError(
    'invalid-input',
    graph === undefined
      ? 'The file names no architecture that is known here, so no tool’s count of it can be told.'
      : `${name} counts tokens, and ${graph.name} reads none. Choose another convention.`,
  );
}

export function formatAs({ name, count, sentence }: ConventionDocument): string {
  return `As ${name}: ${formatAmount(count, '')}  (${formatCount(count)})\n  ${sentence}\n`;
}
