import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateInteger } from './integer-expression.ts';

const names = new Map([
  ['A', 7],
  ['b', 2],
]);
const evaluate = (text: string) => evaluateInteger(text, (name) => names.get(name));

describe('evaluateInteger', () => {
  it.each([
    ['3', 3],
    ['A', 7],
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['A / b', 3],
    ['A % b * 5', 5],
    ['(A-1)*b + 1', 13],
  ])('%s = %i', (text, value) => {
    expect(evaluate(text)).toBe(value);
  });

  it('agrees with JavaScript on sums of products', () => {
    const small = fc.integer({ min: 0, max: 99 });
    fc.assert(
      fc.property(small, small, small, small, (a, b, c, d) => {
        expect(evaluate(`${a} * (${b} + ${c}) - ${d}`)).toBe(a * (b + c) - d);
      }),
    );
  });

  it.each([
    ['', 'ends too early'],
    ['1 +', 'ends too early'],
    ['(1', '")" is missing'],
    ['1 2', 'left over'],
    ['* 2', 'stands where a value should'],
    ['1.5', 'cannot be read'],
    ['x', '"x" is not known'],
    ['1 / 0', 'not a whole number'],
  ])('refuses %j', (text, reason) => {
    expect(() => evaluate(text)).toThrow(reason);
  });
});
