// What it took to train a network to a known level, year by year, and what was said about it.
import * as v from 'valibot';
import { type Cited, cite, sourcesSchema } from './cited-sources.ts';
import { loadOnce } from './load-once.ts';

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const id = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));

/** Top-5 accuracy of 79.1 and 92.9 % on ImageNet; 34.8 and 39.92 BLEU on WMT 2014 English-French. */
const levels = ['alexnet', 'resnet50', 'seq2seq', 'gnmt'] as const;
export type EfficiencyLevel = (typeof levels)[number];

const claimIds = [
  'alexnet-factor',
  'alexnet-doubling',
  'moore-factor',
  'moore-doubling',
  'resnet50-doubling',
  'transformer-factor',
  'transformer-factor-article',
  'alphazero-factor',
  'openai-five-factor',
  'shufflenet-factor',
  'shufflenet-doubling',
] as const;
export type EfficiencyClaimId = (typeof claimIds)[number];

const pointSchema = v.strictObject({
  id,
  level: v.picklist(levels),
  publication: v.string(),
  /** As the source dates it. */
  published: v.pipe(v.string(), v.isoDate()),
  link: v.pipe(v.string(), v.url()),
  /** 10¹² operations a second for a day, in the source's own operations: one for a multiply-accumulate. */
  teraflopDays: positive,
  /** Less compute than the level's first, as the source prints it. */
  publishedFactor: positive,
  /** Id in the zoo of an image network. */
  model: v.optional(id),
  /** Passes over ImageNet until the level was reached, as the paper behind the table tells. */
  paperEpochs: v.optional(v.strictObject({ value: positive, from: v.string() })),
  from: v.string(),
});

const claimSchema = v.strictObject({
  id: v.picklist(claimIds),
  quantity: v.picklist(['factor', 'months']),
  value: positive,
  /** What the last printed digit counts. */
  lastDigit: positive,
  sentence: v.string(),
  /** Between the two that are compared. */
  months: v.optional(positive),
  /** Names in notable-models.json. */
  earlier: v.optional(v.string()),
  later: v.optional(v.string()),
  from: v.string(),
});

const curveSchema = v.strictObject({
  id,
  name: v.string(),
  doublingMonths: positive,
  from: v.string(),
});

const schema = v.pipe(
  v.strictObject({
    sources: sourcesSchema,
    points: v.array(pointSchema),
    claims: v.array(claimSchema),
    curves: v.array(curveSchema),
  }),
  v.transform(({ sources, points, claims, curves }) => ({
    points: points.map(({ paperEpochs, ...point }) => ({
      ...cite(point, sources),
      paperEpochs: paperEpochs === undefined ? null : cite(paperEpochs, sources),
    })),
    claims: claims.map((each) => cite(each, sources)),
    curves: curves.map((each) => cite(each, sources)),
  })),
);

export type EfficiencyClaim = Cited<v.InferOutput<typeof claimSchema>>;
/** Something else that grows by a constant factor, for comparison. */
export type GrowthCurve = Cited<v.InferOutput<typeof curveSchema>>;
export type EfficiencyFacts = v.InferOutput<typeof schema>;
export type EfficiencyPoint = EfficiencyFacts['points'][number];

export const loadEfficiency: () => Promise<EfficiencyFacts> = loadOnce(
  () => import('./efficiency.json'),
  schema,
);
