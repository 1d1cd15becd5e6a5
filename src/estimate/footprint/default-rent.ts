// What renting a device costs when nobody typed it: the price chosen, the cheapest of the same card, or the middle
// of all GPUs on the list.
import type { CloudPrice } from '../../facts/cloud-prices.ts';
import type { Price } from './footprint.ts';
import { citedDate } from './cited-date.ts';
import type { FootprintFacts } from './load-footprint-facts.ts';
import { middleOf } from './middle-of.ts';
import { acceleratorPrice, describePrice } from './price-units.ts';

/** No item chosen. */
export const ANY_RENT = 'any';

const base = { label: 'Cloud price' };

export function defaultRent(
  chosen: CloudPrice | undefined,
  card: { readonly id: string } | undefined,
  { prices }: FootprintFacts,
): Price {
  const price = chosen ?? sameCard(card, prices.prices);
  if (price !== undefined) return cited(price);
  const gpus = prices.prices.filter(
    ({ kind, provenance, coresPerAccelerator }) =>
      kind === 'on-demand' && provenance === 'read' && coresPerAccelerator === undefined,
  );
  const days = gpus.map(({ date, checked }) => date ?? checked).sort();
  return {
    ...base,
    ...middleOf(gpus.map(acceleratorPrice)),
    unit: 'USD a device-hour',
    currency: 'USD',
    provenance: 'derived',
    source: `Median of ${gpus.length} on-demand prices of one GPU in Flopscope’s table, 10th to 90th percentile`,
    date: `of ${days[0] ?? ''} to ${days.at(-1) ?? ''}`,
    note: 'As if the rented GPU were as fast as this device.',
  };
}

/** Read before remembered, then the cheapest; on demand, as a run of days needs. */
function sameCard(
  card: { readonly id: string } | undefined,
  prices: readonly CloudPrice[],
): CloudPrice | undefined {
  if (card === undefined) return undefined;
  const rank = (price: CloudPrice): number => (price.provenance === 'memory' ? 1 : 0);
  return prices
    .filter(({ kind, cards }) => kind === 'on-demand' && cards.includes(card.id))
    .sort((a, b) => rank(a) - rank(b) || acceleratorPrice(a) - acceleratorPrice(b))[0];
}

function cited(price: CloudPrice): Price {
  const { currency, provenance, source, date, checked, note, provider, item, accelerator } = price;
  const each = acceleratorPrice(price);
  return {
    ...base,
    value: each,
    low: each,
    high: each,
    unit: `${currency} a device-hour`,
    currency,
    provenance,
    source: `${provider} ${item} (${accelerator}): ${source}`,
    date: citedDate({ date, checked }),
    note: [`${describePrice(price)}.`, ...(note === undefined ? [] : [note])].join(' '),
  };
}
