// Integer arithmetic for unroll directives and `$(…)`: + - * / % with the usual precedence, whole
// numbers, and names looked up by the caller. A parser, not eval: shaders are data.
import { FlopscopeError } from '../../shared/errors.ts';

const TOKEN = /\s*(?:(\d+)|([A-Za-z_][A-Za-z0-9_]*)|([-+*/%()]))/y;

function tokenize(text: string): readonly string[] {
  const tokens: string[] = [];
  const source = text.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const start = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (match === null) throw malformed(text, `"${source.slice(start)}" cannot be read`);
    tokens.push(match[0].trim());
  }
  return tokens;
}

function malformed(text: string, reason: string): FlopscopeError {
  return new FlopscopeError(
    'internal',
    `The integer expression "${text}" is malformed: ${reason}.`,
  );
}

function apply(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return Math.trunc(left / right);
    default:
      return left % right;
  }
}

/** @throws FlopscopeError `internal` when the text is malformed or a name is unknown. */
export function evaluateInteger(
  text: string,
  lookup: (name: string) => number | undefined,
): number {
  const tokens = tokenize(text);
  let position = 0;

  function operand(): number {
    const token = tokens[position++];
    if (token === undefined) throw malformed(text, 'it ends too early');
    if (token === '(') {
      const value = sum();
      if (tokens[position++] !== ')') throw malformed(text, 'a ")" is missing');
      return value;
    }
    if (/^\d/.test(token)) return Number(token);
    if (!/^[A-Za-z_]/.test(token)) throw malformed(text, `"${token}" stands where a value should`);
    const value = lookup(token);
    if (value === undefined) throw malformed(text, `"${token}" is not known here`);
    return value;
  }

  function chain(operators: string, next: () => number): number {
    let value = next();
    for (;;) {
      const operator = tokens[position];
      if (operator === undefined || !operators.includes(operator)) return value;
      position++;
      value = apply(operator, value, next());
    }
  }

  function sum(): number {
    return chain('+-', () => chain('*/%', operand));
  }

  const value = sum();
  if (position < tokens.length) throw malformed(text, `"${tokens[position] ?? ''}" is left over`);
  if (!Number.isSafeInteger(value)) throw malformed(text, 'its value is not a whole number');
  return value;
}
