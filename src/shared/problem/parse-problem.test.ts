import { describe, expect, it } from 'vitest';
import { FlopscopeError } from '../errors.ts';
import { parseProblem } from './parse-problem.ts';

const product = { op: 'matmul', m: 4, n: 5, k: 6, precision: 'f32' };
const size = 'It must be a whole number from 1 up to 1099511627776.';

function refusal(input: unknown): string {
  try {
    parseProblem(input);
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(FlopscopeError);
    expect(thrown).toMatchObject({ code: 'invalid-input' });
    return (thrown as FlopscopeError).message;
  }
  return expect.unreachable('It was accepted.');
}

describe('parseProblem', () => {
  it('returns what fits the schema', () => {
    const asked = { ...product, batch: 2, transpose: 'b', bias: true, activation: 'gelu' };
    expect(parseProblem(asked)).toEqual(asked);
  });

  it.each([
    ['zero', 0, '0'],
    ['negative', -3, '-3'],
    ['fractional', 1.5, '1.5'],
    ['infinite', Infinity, 'Infinity'],
    ['not a number', NaN, 'NaN'],
    ['a text', '3', '"3"'],
    ['beyond every memory', 2 ** 41, '2199023255552'],
    ['null', null, 'null'],
    ['a list', [3], 'a list of 1'],
    ['absent', undefined, 'missing'],
  ])('refuses a size that is %s by its name', (_, k, said) => {
    expect(refusal({ ...product, k })).toBe(`The problem's "k" is ${said}. ${size}`);
  });

  it('names the values that a field may have', () => {
    expect(refusal({ ...product, precision: 'f64' })).toBe(
      `The problem's "precision" is "f64". It must be one of "f32", "f16", "i8".`,
    );
    expect(refusal({ ...product, transpose: 'ab' })).toMatch(/one of "a", "b"\.$/);
    expect(refusal({ ...product, bias: 1 })).toMatch(/"bias" is 1\. It must be true or false\.$/);
    expect(refusal({ ...product, op: 'matmull' })).toMatch(
      /"op" is "matmull".* "matmul", "conv2d"/,
    );
  });

  it('knows the range of each field', () => {
    const pool = {
      op: 'pool2d',
      kind: 'max',
      planes: 1,
      height: 8,
      width: 8,
      kernel: 2,
      stride: 2,
    };
    expect(refusal({ ...pool, padding: -1, precision: 'f32' })).toMatch(
      /whole number from 0 up to/,
    );
    const sparse = { ...product, op: 'sparse-matmul', format: 'csr', density: 0 };
    expect(refusal(sparse)).toMatch(/"density" is 0\. It must be a number above 0 up to 1\.$/);
  });

  describe('of lists', () => {
    const copy = {
      op: 'rearrange',
      sizes: [2, 3],
      sourceStrides: [3, 1],
      targetStrides: [1, 2],
      sourceOffset: 0,
      targetOffset: 0,
      sourceLength: 6,
      targetLength: 6,
      mode: 'write',
      precision: 'f32',
    };

    it('returns those that fit', () => {
      expect(parseProblem(copy)).toEqual(copy);
    });

    it.each([
      ['an entry', [2, -3], 'a list whose entry 2 is -3'],
      ['a list within', [[2], 3], 'a list whose entry 1 is a list'],
      ['an empty entry', [2, undefined], 'a list whose entry 2 is undefined'],
      ['the length', [1, 1, 1, 1, 1, 1, 1], 'a list of 7'],
      ['no entries', [], 'a list of 0'],
      ['a number', 6, '6'],
      ['nothing', undefined, 'missing'],
    ])('names what is wrong: %s', (_, sizes, said) => {
      expect(refusal({ ...copy, sizes })).toBe(
        `The problem's "sizes" is ${said}. It must be a list of 1 to 6 whole numbers, each from 1 up to 1099511627776.`,
      );
    });

    it('allows strides of zero', () => {
      expect(parseProblem({ ...copy, sourceStrides: [0, 1] })).toMatchObject({ sizes: [2, 3] });
      expect(refusal({ ...copy, sourceStrides: [0.5, 1] })).toMatch(/each from 0 up to/);
    });
  });

  it('names a range that leaves out both ends', () => {
    const dropout = { op: 'dropout', elements: 4, group: 1, rate: 1, precision: 'f32' };
    expect(refusal(dropout)).toMatch(/"rate" is 1\. It must be a number above 0 below 1\.$/);
  });

  it('refuses a field that the operation does not have', () => {
    expect(refusal({ ...product, tranpose: 'a' })).toMatch(/no field "tranpose".*transpose/);
  });

  it.each([[null], ['matmul'], [[product]], [undefined], [{}]])('refuses %o', (input) => {
    expect(refusal(input)).toMatch(/"op"/);
  });

  it('quotes only the beginning of a long value', () => {
    expect(refusal({ ...product, precision: 'x'.repeat(5000) }).length).toBeLessThan(150);
  });
});
