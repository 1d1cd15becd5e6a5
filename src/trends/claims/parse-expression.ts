// Reads short arithmetic with units. A unit right behind a figure binds first, so that 100 USD / 4 chips divides by the
// chips, and 0.97 USD/chip-hour is one price.
import { combine, type Dimension, type Quantity } from './dimension.ts';
import { type Expression, ExpressionError, type Span, spanOf } from './expression.ts';
import { type Sign, type Token, tokensOf } from './tokens.ts';
import { CURRENCIES } from './unit-names.ts';

/** Brackets inside brackets; a deeper nest is no claim, and would fill the stack. */
const MAX_DEPTH = 20;
/** Largest power of a figure and of a unit that means anything. */
const MAX_FIGURE_POWER = 400;
const MAX_UNIT_POWER = 4;

/** @throws ExpressionError that says what is wrong and where. */
export function parseExpression(text: string): Expression {
  const parser = new Parser(text);
  return parser.parse();
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #end: Span;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
    this.#end = { start: text.length, end: text.length };
  }

  parse(): Expression {
    if (this.#tokens.length === 0) {
      throw new ExpressionError(
        this.#end,
        'There is nothing to reckon. Write for instance 12,861 chip-hours × 0.97 USD/chip-hour.',
      );
    }
    const whole = this.#sum();
    const rest = this.#tokens[this.#at];
    if (rest !== undefined) throw new ExpressionError(rest.span, unexpected(rest));
    return whole;
  }

  #sum(): Expression {
    let left = this.#product();
    for (;;) {
      const operator = this.#takeSign('+') ?? this.#takeSign('-');
      if (operator === undefined) return left;
      left = operation(operator === '+' ? '+' : '-', left, this.#product());
    }
  }

  #product(): Expression {
    let left = this.#factor();
    for (;;) {
      const operator = this.#takeSign('×') ?? this.#takeSign('/');
      if (operator === undefined) return left;
      left = operation(operator === '×' ? '×' : '/', left, this.#factor());
    }
  }

  #factor(): Expression {
    const token = this.#tokens[this.#at];
    if (token === undefined) {
      throw new ExpressionError(this.#end, 'The claim ends where a figure is still missing.');
    }
    if (this.#takeSign('-') !== undefined) {
      this.#deeper(token.span);
      const value = this.#factor();
      this.#depth -= 1;
      const minus = {
        kind: 'quantity',
        value: -1,
        dimension: new Map(),
        span: token.span,
      } as const;
      return operation('×', minus, value);
    }
    if (this.#takeSign('(') !== undefined) return this.#bracket(token.span);
    this.#at += 1;
    switch (token.kind) {
      case 'name':
        return { kind: 'input', name: token.name, span: token.span };
      case 'number':
        return this.#quantity(this.#power(token.value, token.span), token.span);
      case 'unit': {
        this.#at -= 1;
        const amount = this.#amountBehindCurrency(token);
        return this.#quantity(
          amount ?? 1,
          token.span,
          amount === undefined ? undefined : token.unit,
        );
      }
      case 'sign':
        throw new ExpressionError(token.span, `A figure is missing before “${token.sign}”.`);
    }
  }

  #bracket(opened: Span): Expression {
    this.#deeper(opened);
    const inside = this.#sum();
    const closed = this.#tokens[this.#at];
    if (this.#takeSign(')') === undefined || closed === undefined) {
      throw new ExpressionError(opened, 'This bracket is never closed.');
    }
    this.#depth -= 1;
    if (this.#tokens[this.#at]?.kind !== 'unit')
      return { ...inside, span: spanOf(opened, closed.span) };
    return operation('×', inside, this.#quantity(1, closed.span));
  }

  /** The "$" of "$3.22", whose figure stands behind it. */
  #amountBehindCurrency(token: Token): number | undefined {
    const next = this.#tokens[this.#at + 1];
    if (token.kind !== 'unit' || next?.kind !== 'number') return undefined;
    if (!CURRENCIES.some((name) => token.unit.dimension.has(name))) return undefined;
    this.#at += 2;
    return this.#power(next.value, next.span);
  }

  /** The units behind a figure, up to what is no unit. */
  #quantity(figure: number, span: Span, before?: Quantity): Expression {
    let value = figure * (before?.value ?? 1);
    let dimension: Dimension = before?.dimension ?? new Map<string, number>();
    let last = this.#tokens[this.#at - 1]?.span ?? span;
    let below = false;
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token?.kind === 'unit') {
        this.#at += 1;
        const power = this.#unitPower() * (below ? -1 : 1);
        value *= token.unit.value ** power;
        dimension = combine(dimension, token.unit.dimension, power);
        last = this.#tokens[this.#at - 1]?.span ?? last;
      } else if (
        token?.kind === 'sign' &&
        token.sign === '/' &&
        this.#tokens[this.#at + 1]?.kind === 'unit'
      ) {
        this.#at += 1;
        below = true;
      } else {
        return { kind: 'quantity', value, dimension, span: spanOf(span, last) };
      }
    }
  }

  #unitPower(): number {
    const at = this.#tokens[this.#at];
    if (this.#takeSign('^') === undefined || at === undefined) return 1;
    const power = this.#exponent(at.span);
    if (Math.abs(power) <= MAX_UNIT_POWER) return power;
    throw new ExpressionError(at.span, `No unit means anything to the power of ${power}.`);
  }

  #power(value: number, span: Span): number {
    const at = this.#tokens[this.#at];
    if (this.#takeSign('^') === undefined || at === undefined) return value;
    const power = this.#exponent(at.span);
    const raised = value ** power;
    if (Math.abs(power) <= MAX_FIGURE_POWER && Number.isFinite(raised)) return raised;
    throw new ExpressionError(span, 'This power is too large to reckon with.');
  }

  #exponent(at: Span): number {
    const negative = this.#takeSign('-') !== undefined;
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'number' || !Number.isInteger(token.value)) {
      throw new ExpressionError(at, 'A power needs a whole number behind it, as in 10^23.');
    }
    this.#at += 1;
    return negative ? -token.value : token.value;
  }

  #deeper(span: Span): void {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) {
      throw new ExpressionError(
        span,
        `More than ${MAX_DEPTH} brackets or signs inside each other.`,
      );
    }
  }

  #takeSign(sign: Sign): Sign | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'sign' || token.sign !== sign) return undefined;
    this.#at += 1;
    return sign;
  }
}

function operation(
  operator: '+' | '-' | '×' | '/',
  left: Expression,
  right: Expression,
): Expression {
  return { kind: 'operation', operator, left, right, span: spanOf(left.span, right.span) };
}

function unexpected(token: Token): string {
  if (token.kind === 'sign' && token.sign === ')') return 'This bracket was never opened.';
  if (token.kind === 'sign') return `“${token.sign}” cannot stand here.`;
  return 'A sign is missing before this: write + − × or / between two figures.';
}
