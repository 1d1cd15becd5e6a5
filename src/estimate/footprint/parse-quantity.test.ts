import { describe, expect, it } from 'vitest';
import { parseQuantity, printQuantity } from './parse-quantity.ts';

describe('parseQuantity', () => {
  it.each([
    ['0.4', 0.4, 0.4, 0.4],
    ['1,200', 1200, 1200, 1200],
    ['40 %', 0.4, 0.4, 0.4],
    ['0.3-0.5', 0.4, 0.3, 0.5],
    ['0.3–0.5', 0.4, 0.3, 0.5],
    ['30% to 50%', 0.4, 0.3, 0.5],
    ['1e-3-2e-3', 0.0015, 0.001, 0.002],
    ['1k - 3k', 2000, 1000, 3000],
    ['0.4 (0.27–0.92)', 0.4, 0.27, 0.92],
    ['350, 250 - 450', 350, 250, 450],
    ['-3', -3, -3, -3],
    ['−3', -3, -3, -3],
  ])('reads "%s"', (text, value, low, high) => {
    const read = parseQuantity(text);
    expect(read?.value).toBeCloseTo(value, 12);
    expect(read).toMatchObject({ low, high });
  });

  it.each(['', 'much', '1-2-3', '0.4 (', '(1–2)', '1 2', '%', '1 (2)', 'x'.repeat(200), null, {}])(
    'refuses %j',
    (text) => {
      expect(parseQuantity(text)).toBeUndefined();
    },
  );

  it('reads what printQuantity prints', () => {
    for (const range of [
      { value: 0.4, low: 0.27, high: 0.92 },
      { value: 250, low: 250, high: 250 },
      { value: 1e-7, low: 5e-8, high: 2e-7 },
    ]) {
      expect(parseQuantity(printQuantity(range))).toEqual(range);
    }
  });
});
