// Operators that scale what they read: learned, constant, to unit length, or by the chance of being kept.
import { describe, expect, it } from 'vitest';
import type { Attributes, TensorShape } from '../graph.ts';
import { findOperator } from '../operators.ts';
import { dimension } from '../shapes.ts';

const scores: TensorShape = [
  dimension('windows', 8),
  dimension('heads', 3),
  dimension('tokens', 5),
  dimension('tokens', 5),
];
const ELEMENTS = 600;

function cost(
  name: string,
  pass: 'forward' | 'backwardData' | 'backwardWeights',
  attributes: Attributes,
  training = true,
) {
  const operator = findOperator(name);
  const call = { inputs: [scores], attributes };
  const parameters = operator.parameters(call).map((each) => each.shape);
  const rest = { precision: 'f32', elementBytes: 4, training } as const;
  return operator[pass]({ ...call, ...rest, outputs: operator.inferShapes(call), parameters });
}

describe('scale-parameter', () => {
  it('has one factor for each place of its axis, shaped to be multiplied as it is', () => {
    const operator = findOperator('scale-parameter');
    const [factors] = operator.parameters({ inputs: [scores], attributes: { axis: 'heads' } });
    expect(factors?.name).toBe('');
    expect(factors?.shape.map((each) => each.size)).toEqual([3, 1, 1]);
  });

  it('an exponential costs its cap and its exp for each factor', () => {
    expect(cost('scale-parameter', 'forward', { axis: 'heads' })).toMatchObject({
      flops: ELEMENTS,
      specialFunctions: 0,
    });
    expect(cost('scale-parameter', 'forward', { axis: 'heads', exponential: true })).toMatchObject({
      flops: ELEMENTS + 2 * 3,
      specialFunctions: 3,
    });
  });

  it('its gradient is a product and a sum for each element', () => {
    const work = cost('scale-parameter', 'backwardWeights', { axis: 'heads' });
    expect(work).toMatchObject({ flops: 2 * ELEMENTS, bytesWritten: 4 * 3 });
  });
});

describe('unit-length', () => {
  it('squares, sums and divides each element; one root and one comparison for each row', () => {
    const rows = ELEMENTS / 5;
    expect(cost('unit-length', 'forward', {})).toMatchObject({
      flops: 3 * ELEMENTS + 2 * rows,
      specialFunctions: ELEMENTS + rows,
    });
  });
});

describe('stochastic-depth', () => {
  it('does nothing at inference or at rate 0', () => {
    expect(cost('stochastic-depth', 'forward', { rate: 0.2 }, false).launches).toBe(0);
    expect(cost('stochastic-depth', 'forward', { rate: 0 }).launches).toBe(0);
    expect(cost('stochastic-depth', 'backwardData', { rate: 0 }).launches).toBe(0);
  });

  it.each([
    [{ rate: 0.2 }, 8],
    [{ rate: 0.2, examples: 2 }, 2],
  ])('%j: reads one factor for each example in training', (attributes, factors) => {
    for (const pass of ['forward', 'backwardData'] as const) {
      expect(cost('stochastic-depth', pass, attributes)).toMatchObject({
        flops: ELEMENTS,
        bytesRead: 4 * (ELEMENTS + factors),
      });
    }
  });

  it.each([1, -0.1, Number.NaN])('rate %s is refused', (rate) => {
    expect(() => cost('stochastic-depth', 'forward', { rate })).toThrow('"rate" is wrong');
  });
});
