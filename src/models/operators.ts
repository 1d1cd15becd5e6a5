// All operators, collected from operators/: a new file there needs no change here.
import { FlopscopeError } from '../shared/errors.ts';
import type { Operator } from './operator.ts';

const modules = import.meta.glob<{ readonly operator: Operator }>('./operators/*.operator.ts', {
  eager: true,
});

const operators = new Map(
  Object.values(modules).map(({ operator }) => [operator.name, operator] as const),
);

/** @throws FlopscopeError `unknown-name`. */
export function findOperator(name: string): Operator {
  const found = operators.get(name);
  if (found) return found;
  throw new FlopscopeError(
    'unknown-name',
    `There is no operator "${name}". Known ones: ${listOperators()
      .map((each) => each.name)
      .join(', ')}.`,
  );
}

export function listOperators(): readonly Operator[] {
  return [...operators.values()];
}
