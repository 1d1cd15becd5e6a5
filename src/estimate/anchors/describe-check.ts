// The figures of the self-test in words, alike on the page and in the terminal.
import type { AnchorCheck, Convention } from './anchor-result.ts';
import type { AnchorQuantity, ValidationAnchor } from '../../facts/validation-anchors.ts';
import { formatAmount, formatCount, withUnit, timesPower } from '../../shared/format.ts';

interface Wording {
  readonly name: string;
  readonly format: (value: number) => string;
}

const digits = (places: number, unit: string) => (value: number) =>
  withUnit(
    value.toLocaleString('en', { minimumFractionDigits: places, maximumFractionDigits: places }),
    unit,
  );

/** Large totals as powers of ten, what fits a prefix with it. */
const flops = (value: number) =>
  value >= 1e18 ? withUnit(precise(value), 'FLOP') : withUnit((value / 1e9).toFixed(2), 'GFLOP');

const wordings: Readonly<Record<AnchorQuantity, Wording>> = {
  params: { name: 'Parameters', format: formatCount },
  'forward-macs': { name: 'Forward pass', format: (value) => formatMacs(value) },
  'forward-flops': { name: 'Forward pass', format: flops },
  'training-flops': { name: 'Training', format: flops },
  'iteration-seconds': { name: 'Time of an iteration', format: digits(2, 's') },
  utilization: { name: 'Utilisation', format: (value) => digits(2, '%')(value * 100) },
  'gpu-hours': { name: 'GPU-hours', format: (value) => formatCount(Math.round(value)) },
  'grid-intensity': { name: 'Carbon of the electricity', format: digits(1, 'g/kWh') },
  'carbon-tonnes': { name: 'CO₂e', format: digits(2, 't') },
  'mean-watts': { name: 'Mean power of a GPU', format: digits(1, 'W') },
  'tdp-fraction': {
    name: 'Share of the rated power',
    format: (value) => digits(1, '%')(value * 100),
  },
  'energy-kwh': { name: 'Energy', format: digits(2, 'kWh') },
  usd: { name: 'Price', format: digits(2, 'USD') },
  'usd-per-task': { name: 'Price of a task', format: digits(2, 'USD') },
  'critic-usd': { name: 'Price by the critic', format: digits(2, 'USD') },
};

export function quantityName(quantity: AnchorQuantity): string {
  return wordings[quantity].name;
}

export function describeFigure(quantity: AnchorQuantity, value: number): string {
  return wordings[quantity].format(value);
}

/** From here on a reader asks why, per cent. */
const WORTH_EXPLAINING = 1;

/** The convention that comes nearest to a published figure that ours misses; undefined where none comes nearer. */
export function nearestConvention({
  errorPercent,
  conventions,
}: Pick<AnchorCheck, 'errorPercent' | 'conventions'>): Convention | undefined {
  if (Math.abs(errorPercent) < WORTH_EXPLAINING) return undefined;
  return conventions
    .filter((each) => Math.abs(each.errorPercent) < Math.abs(errorPercent))
    .sort((a, b) => Math.abs(a.errorPercent) - Math.abs(b.errorPercent))[0];
}

/** "+0.24 %", "−1.9 %"; what rounds to nothing is "0.00 %". */
export function describeError(percent: number): string {
  const rounded = Math.abs(percent).toFixed(Math.abs(percent) < 1 ? 2 : 1);
  const sign = Number(rounded) === 0 ? '' : percent < 0 ? '−' : '+';
  return withUnit(`${sign}${rounded}`, '%');
}

function precise(value: number): string {
  const exponent = Math.floor(Math.log10(value));
  return timesPower((value / 10 ** exponent).toFixed(3), exponent);
}

function formatMacs(value: number): string {
  return value >= 1e9 ? withUnit((value / 1e9).toFixed(3), 'GMAC') : formatAmount(value, 'MAC');
}

/** What the published figure allows, as a sentence. */
export function describeTolerance(tolerance: ValidationAnchor['tolerance']): string {
  if (tolerance === 'information') return 'No tolerance is stated for it.';
  return 'absolute' in tolerance
    ? `Tolerance: ${tolerance.absolute}, in the same unit.`
    : `Tolerance: ${withUnit(Number((tolerance.relative * 100).toPrecision(3)), '%')}.`;
}
