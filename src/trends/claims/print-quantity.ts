// A reckoned amount as a person reads it: cents are kept, powers of ten begin where digits stop saying anything.
import { timesPower, withUnit } from '../../shared/format.ts';
import { describeDimension, type Quantity } from './dimension.ts';

/** From here on and below there, a power of ten reads better. */
const MANY = 1e12;
const FEW = 1e-3;
/** Below this, four digits; above, two behind the dot, up to where they no longer matter. */
const SMALL = 100;
const WHOLE_FROM = 1e6;

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const plain = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const cents = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const short = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });

export function printFigure(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= MANY || size < FEW) return scientific(value);
  if (size >= WHOLE_FROM) return whole.format(value);
  return (size < SMALL ? short : plain).format(value);
}

/** In a unit as it is written: sums of money with both digits of their cents, "1 flight" without its plural. */
export function printAmount(value: number, unit: string): string {
  const size = Math.abs(value);
  const isMoney = unit.startsWith('USD') && size >= SMALL && size < WHOLE_FROM;
  const printed = isMoney && !Number.isInteger(value) ? cents.format(value) : printFigure(value);
  return withUnit(printed, printed === '1' ? unit.replace(/(?<=[a-z]{2})s$/, '') : unit);
}

function scientific(value: number): string {
  const [mantissa = '0', exponent = '0'] = value.toExponential(2).split('e');
  return timesPower(String(Number(mantissa)), Number(exponent));
}

/** In base units: "13,959.87 USD". */
export function printQuantity({ value, dimension }: Quantity): string {
  return printAmount(value, describeDimension(dimension));
}
