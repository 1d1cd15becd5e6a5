// What the growth of models is compared with, what was said of it, and the server that the largest of its day ran on.
import * as v from 'valibot';
import { cite, sourcesSchema } from './cited-sources.ts';
import { loadOnce } from './load-once.ts';

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const text = v.pipe(v.string(), v.minLength(1));
const from = { from: v.string() };

const markSchema = v.strictObject({
  id: text,
  name: text,
  /** Parameters, or what is taken for them. */
  value: positive,
  /** Where it stands on the axis of time; absent: everywhere. */
  date: v.optional(text),
  /** False for a rumour. */
  confirmed: v.optional(v.boolean(), true),
  /** What the comparison is worth. */
  note: text,
  ...from,
});

const assumptionSchema = v.strictObject({ value: positive, sentence: text, ...from });

const schema = v.pipe(
  v.strictObject({
    sources: sourcesSchema,
    marks: v.array(markSchema),
    claimedGrowth: v.strictObject({
      factorPerYear: positive,
      /** Model through which the line is drawn, by its name in notable-models.json. */
      anchor: text,
      sentence: text,
      ...from,
    }),
    server: v.strictObject({
      name: text,
      /** Id in accelerators.json. */
      card: text,
      accelerators: assumptionSchema,
      priceUsd: assumptionSchema,
      watts: assumptionSchema,
      /** Power of the site over that of the server. */
      coolingFactor: assumptionSchema,
      lifetimeYears: assumptionSchema,
    }),
  }),
  v.transform(({ sources, marks, claimedGrowth, server }) => ({
    marks: marks.map((mark) => cite(mark, sources)),
    claimedGrowth: cite(claimedGrowth, sources),
    server: {
      ...server,
      accelerators: cite(server.accelerators, sources),
      priceUsd: cite(server.priceUsd, sources),
      watts: cite(server.watts, sources),
      coolingFactor: cite(server.coolingFactor, sources),
      lifetimeYears: cite(server.lifetimeYears, sources),
    },
  })),
);

export type ModelMarks = v.InferOutput<typeof schema>;

export const loadModelMarks: () => Promise<ModelMarks> = loadOnce(
  () => import('./notable-models-marks.json'),
  schema,
);
