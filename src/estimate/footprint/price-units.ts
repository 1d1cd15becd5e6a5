// Prices per core, per chip, per device and per machine are not the same price: the unit is converted, never
// dropped. A famous cost claim was wrong by the factor that this file is about.
import type { CloudPrice, PriceUnit } from '../../facts/cloud-prices.ts';

/** How much hardware one billed unit is. */
export interface BilledUnit {
  readonly per: PriceUnit;
  /** GPUs or chips in one unit: a half for a core of a two-core chip, eight for a machine of eight. */
  readonly accelerators: number;
}

/** What a price of one unit is for another. */
export function convertPrice(price: number, from: BilledUnit, to: BilledUnit): number {
  return (price * to.accelerators) / from.accelerators;
}

/** A GPU or a TPU chip: what runs one copy of a model and what the run time counts. */
export const ONE_ACCELERATOR: BilledUnit = { per: 'device', accelerators: 1 };

/** What a person may type a price for. Google's TPU v2 and v3 have two cores a chip. */
export const TYPED_UNITS: Readonly<Record<'device' | 'chip' | 'core', BilledUnit>> = {
  device: ONE_ACCELERATOR,
  chip: { per: 'chip', accelerators: 1 },
  core: { per: 'core', accelerators: 0.5 },
};
export type TypedUnit = keyof typeof TYPED_UNITS;

/** Of one accelerator for an hour. */
export function acceleratorPrice(price: CloudPrice): number {
  return convertPrice(price.price, price, ONE_ACCELERATOR);
}

/** "6.32 USD an hour for a machine of 8, 0.79 USD for each", with the price per core where chips have several. */
export function describePrice(price: CloudPrice): string {
  const { price: amount, currency, per, accelerators, coresPerAccelerator = 1 } = price;
  const unit = accelerators === 1 ? `a ${per}` : `a ${per} of ${accelerators}`;
  const each = acceleratorPrice(price);
  const parts = [`${formatPrice(amount)} ${currency} an hour for ${unit}`];
  if (accelerators !== 1) parts.push(`${formatPrice(each)} ${currency} for each`);
  if (coresPerAccelerator !== 1) {
    parts.push(`${formatPrice(each / coresPerAccelerator)} ${currency} a core`);
  }
  return `${parts.join(', ')}; ${price.kind}`;
}

/** Prices are printed with as many digits as they were quoted with, 0.526 and 0.3375 among them. */
function formatPrice(amount: number): string {
  return String(Number(amount.toPrecision(4)));
}
