import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatLog10 } from './format-log10.ts';

it.each([
  [0, '1.0'],
  [Math.log10(0.25), '0.25'],
  [12.5, '3.2\u00a0×\u00a010¹²'],
  [-20, '1.0\u00a0×\u00a010⁻²⁰'],
  [400.491, '3.1\u00a0×\u00a010⁴⁰⁰'],
  [-400.5, '3.2\u00a0×\u00a010⁻⁴⁰¹'],
  [399.99999, '1.0\u00a0×\u00a010⁴⁰⁰'],
  [3.1e9, '10^(3.1\u00a0×\u00a010⁹)'],
  [-3.1e9, '10^(−3.1\u00a0×\u00a010⁹)'],
])('10^%s is %s', (log10, text) => {
  expect(formatLog10(log10)).toBe(text);
});

it('never prints what no reader can use', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (log10) => {
      expect(formatLog10(log10)).not.toMatch(/NaN|Infinity|∞|undefined/);
    }),
  );
});
