// What renting an accelerator costs and what a kilowatt-hour costs, each with its unit, currency and date.
// A price is worth nothing without them: per core, per chip and per device differ by factors.
import * as v from 'valibot';
import { loadOnce } from './load-once.ts';
import { citation } from './schema.ts';

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/));
const country = v.pipe(v.string(), v.regex(/^[a-z]{3}$/));

const cloudPriceSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)),
  provider: v.string(),
  /** The provider's own name for what is rented. */
  item: v.string(),
  accelerator: v.string(),
  kind: v.picklist(['on-demand', 'preemptible']),
  /** An hour of one `per`. */
  price: positive,
  currency,
  per: v.picklist(['core', 'chip', 'device', 'machine']),
  /** GPUs or chips in one `per`. */
  accelerators: positive,
  /** Of a TPU chip, as its provider counts them. */
  coresPerAccelerator: v.optional(positive),
  /** Ids in accelerators.json of what is rented. */
  cards: v.array(v.string()),
  note: v.optional(v.string()),
  ...citation,
});

const tariffSchema = v.strictObject({
  /** ISO 3166 alpha-3 in small letters. */
  country,
  /** Of a kilowatt-hour, for households, taxes included. */
  price: positive,
  currency,
  ...citation,
});

const schema = v.strictObject({
  prices: v.array(cloudPriceSchema),
  tariffs: v.array(tariffSchema),
});

export type CloudPrice = v.InferOutput<typeof cloudPriceSchema>;
export type PriceUnit = CloudPrice['per'];
export type Prices = v.InferOutput<typeof schema>;

export const loadPrices: () => Promise<Prices> = loadOnce(
  () => import('./cloud-prices.json'),
  schema,
);
