// Everyday things whose energy or CO₂ is published, so that a person can picture an amount.
import * as v from 'valibot';
import { loadOnce } from './load-once.ts';
import { citation } from './schema.ts';

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));

const schema = v.array(
  v.strictObject({
    id: v.pipe(v.string(), v.regex(/^[a-z]+(-[a-z]+)*$/)),
    /** "flight Paris – London", and for several of them. */
    one: v.string(),
    other: v.string(),
    /** What `amount` counts: of one of them. */
    per: v.picklist(['kgCo2e', 'kWh']),
    amount: positive,
    /** Where sources or places differ. */
    low: v.optional(positive),
    high: v.optional(positive),
    sentence: v.string(),
    ...citation,
  }),
);

export type EverydayThing = v.InferOutput<typeof schema>[number];

export const loadEverydayThings: () => Promise<readonly EverydayThing[]> = loadOnce(
  () => import('./equivalents.json'),
  schema,
);
