// A formula as a tree of quantities, named inputs and the four operations. Every node knows where it stands in the
// text, so that an error can point at it.
import { FlopscopeError } from '../../shared/errors.ts';
import type { Dimension } from './dimension.ts';

/** Characters of the text, the end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Operator = '+' | '-' | '×' | '/';

export type Expression =
  | {
      readonly kind: 'quantity';
      readonly value: number;
      readonly dimension: Dimension;
      readonly span: Span;
    }
  | { readonly kind: 'input'; readonly name: string; readonly span: Span }
  | {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
      readonly span: Span;
    };

/** What is wrong with a formula, and at which of its characters. */
export class ExpressionError extends FlopscopeError {
  readonly span: Span;

  constructor(span: Span, sentence: string) {
    super('invalid-input', `${sentence} (At character ${span.start + 1}.)`);
    this.name = 'ExpressionError';
    this.span = span;
  }
}

export function spanOf(first: Span, last: Span): Span {
  return { start: first.start, end: last.end };
}
