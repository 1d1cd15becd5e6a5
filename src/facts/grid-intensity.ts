// How much CO₂ a kilowatt-hour brings with it, by country and by region of the large clouds. Averages of a
// year at the place; certificates and offsets that a provider bought are not subtracted.
import * as v from 'valibot';
import { loadOnce } from './load-once.ts';
import { citation } from './schema.ts';

const grams = v.pipe(v.number(), v.finite(), v.minValue(0));
const country = v.pipe(v.string(), v.regex(/^[a-z]{3}$/));

const placeSchema = v.strictObject({
  /** "deu", "gcp/us-central1", "world". */
  id: v.pipe(v.string(), v.regex(/^[a-z0-9]+([/-][a-z0-9]+)*$/)),
  name: v.string(),
  kind: v.picklist(['world', 'country', 'region']),
  /** ISO 3166 alpha-3 in small letters, of a region. */
  country: v.optional(country),
  gramsPerKwh: grams,
  /** That the figure is about, where the source tells one. */
  year: v.optional(v.pipe(v.number(), v.integer())),
  /** The same region in an older source. */
  earlierGramsPerKwh: v.optional(grams),
  source: v.string(),
});

/** Hundreds of records share four sources, so that each stands there once. */
const schema = v.pipe(
  v.strictObject({
    sources: v.record(
      v.string(),
      v.strictObject({
        ...citation,
        /** Its figures are years older than the others'. */
        dated: v.optional(v.boolean(), false),
      }),
    ),
    places: v.array(placeSchema),
  }),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const { sources, places } = dataset.value;
    const missing = places.find(({ source }) => !Object.hasOwn(sources, source));
    if (missing !== undefined) {
      addIssue({ message: `The place ${missing.id} names no source.` });
      return NEVER;
    }
    return places.flatMap(({ source, ...place }) => {
      const cited = sources[source];
      return cited === undefined ? [] : [{ ...place, ...cited }];
    });
  }),
);

export type GridPlace = v.InferOutput<typeof schema>[number];

/** The world first, then countries and regions by name. */
export const loadGrid: () => Promise<readonly GridPlace[]> = loadOnce(
  () => import('./grid-intensity.json'),
  schema,
);
