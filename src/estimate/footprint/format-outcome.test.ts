import { describe, expect, it } from 'vitest';
import { formatOutcome, formatOutcomeValue, twoDigits } from './format-outcome.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('formatOutcome', () => {
  it.each([
    [{ value: 54.3, low: 31.2, high: 95.8, unit: 'kWh' }, '54 kWh', '31–96 kWh'],
    [{ value: 0.0543, low: 0.0543, high: 0.0543, unit: 'kWh' }, '54 Wh', ''],
    [{ value: 999.8, low: 20, high: 12_345, unit: 'kWh' }, '1.0 MWh', '0.020–12 MWh'],
    [{ value: 291_420, low: 1e5, high: 1e6, unit: 'kg CO₂e' }, '290 t CO₂e', '100–1,000 t CO₂e'],
    [{ value: 8.849, low: 0, high: 25, unit: 'USD' }, '8.8 USD', '0–25 USD'],
    [{ value: 57_348, low: 57_348, high: 57_348, unit: 'USD' }, '57,000 USD', ''],
    [{ value: 1.23e7, low: 1e6, high: 2e7, unit: 'EUR' }, '12 million EUR', '1.0–20 million EUR'],
    [{ value: 0, low: 0, high: 3, unit: 'kg CO₂e' }, '0 kg CO₂e', '0–3.0 kg CO₂e'],
    [{ value: 0, low: 0, high: 0, unit: 'USD' }, '0 USD', ''],
  ])('%j', (amount, value, range) => {
    const printed = formatOutcome(amount);
    expect(plain(printed.value)).toBe(value);
    expect(plain(printed.range)).toBe(range);
  });

  it('prints what is tiny as a power of ten', () => {
    expect(twoDigits(0.000_042)).toBe('4.2\u00a0×\u00a010⁻⁵');
    expect(plain(formatOutcomeValue(0.004_2, 'USD'))).toBe('0.0042 USD');
  });
});
