// Amounts of a footprint as a person reads them: two digits, as its intervals allow no more; tonnes for what is
// too heavy for kilograms; money with the code of its currency.
import { formatScientific, roundToPlace, withUnit } from '../../shared/format.ts';
import type { Amount } from './footprint.ts';

interface Step {
  readonly factor: number;
  readonly unit: string;
}

/** From the largest, in the unit of the outcome. */
const LADDERS: Readonly<Record<string, readonly Step[]>> = {
  kWh: [
    { factor: 1e9, unit: 'TWh' },
    { factor: 1e6, unit: 'GWh' },
    { factor: 1e3, unit: 'MWh' },
    { factor: 1, unit: 'kWh' },
    { factor: 1e-3, unit: 'Wh' },
  ],
  'kg CO₂e': [
    { factor: 1e9, unit: 'Mt CO₂e' },
    { factor: 1e6, unit: 'kt CO₂e' },
    { factor: 1e3, unit: 't CO₂e' },
    { factor: 1, unit: 'kg CO₂e' },
    { factor: 1e-3, unit: 'g CO₂e' },
  ],
};

function ladder(unit: string): readonly Step[] {
  return (
    LADDERS[unit] ?? [
      { factor: 1e9, unit: `billion ${unit}` },
      { factor: 1e6, unit: `million ${unit}` },
      { factor: 1, unit },
    ]
  );
}

/** 999.6 would print as 1,000 of the smaller unit. */
const ALMOST_ONE = 0.995;

function stepFor(value: number, unit: string): Step {
  const steps = ladder(unit);
  const fitting = steps.find(({ factor }) => Math.abs(value) >= factor * ALMOST_ONE);
  return fitting ?? (value === 0 ? { factor: 1, unit } : (steps.at(-1) ?? { factor: 1, unit }));
}

export interface FormattedOutcome {
  /** "54 kWh". */
  readonly value: string;
  /** "31–96 kWh", in the same unit; empty when the interval has no width. */
  readonly range: string;
}

export function formatOutcome({ value, low, high, unit }: Amount): FormattedOutcome {
  const step = stepFor(value === 0 ? high : value, unit);
  const print = (amount: number): string => twoDigits(amount / step.factor);
  const range = withUnit(`${print(low)}–${print(high)}`, step.unit);
  return { value: withUnit(print(value), step.unit), range: low < high ? range : '' };
}

/** An amount without its interval, for the axis of a chart and the cells of a table. */
export function formatOutcomeValue(value: number, unit: string): string {
  const step = stepFor(value, unit);
  return withUnit(twoDigits(value / step.factor), step.unit);
}

/** Below this, powers of ten say more than zeros. */
const LEAST_PLAIN = 1e-3;

/** "0.0042", "5.2", "540", "12,000". */
export function twoDigits(value: number): string {
  const rounded = Number(value.toPrecision(2));
  if (rounded === 0) return '0';
  if (Math.abs(rounded) < LEAST_PLAIN || Math.abs(rounded) >= 1e15)
    return formatScientific(rounded);
  return roundToPlace(rounded, Math.min(Math.floor(Math.log10(Math.abs(rounded))) - 1, 0));
}
