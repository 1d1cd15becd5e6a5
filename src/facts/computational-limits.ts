// What "The Computational Limits of Deep Learning" expects of five benchmarks: compute, money and carbon at today's error
// and at two targets, by two forms of curve.
import * as v from 'valibot';
import { type Cited, cite, sourcesSchema } from './cited-sources.ts';
import { loadOnce } from './load-once.ts';

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));

/** Decimal logarithms, printed as whole powers of ten. */
const costSchema = v.strictObject({
  /** 10⁹ operations. */
  log10Gflop: v.number(),
  log10Usd: v.number(),
  /** Pounds of CO₂. */
  log10Co2Lb: v.number(),
});

const rowSchema = v.strictObject({
  row: v.picklist(['today', 'target1', 'target2']),
  errorPercent: v.pipe(positive, v.ltValue(100)),
  polynomial: costSchema,
  exponential: costSchema,
});

const benchmarkSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)),
  name: v.string(),
  /** What its error is. */
  measure: v.string(),
  /** The largest error first. */
  rows: v.tuple([rowSchema, rowSchema, rowSchema]),
  from: v.string(),
});

const schema = v.pipe(
  v.strictObject({
    sources: sourcesSchema,
    benchmarks: v.array(benchmarkSchema),
    /** Better algorithms need `factor` times less compute after so many years. */
    progress: v.strictObject({
      factor: positive,
      years: positive,
      sentence: v.string(),
      from: v.string(),
    }),
  }),
  v.transform(({ sources, benchmarks, progress }) => ({
    benchmarks: benchmarks.map((each) => cite(each, sources)),
    progress: cite(progress, sources),
  })),
);

export type LimitCost = v.InferOutput<typeof costSchema>;
export type LimitBenchmark = Cited<v.InferOutput<typeof benchmarkSchema>>;
export type ComputationalLimits = v.InferOutput<typeof schema>;
export type AlgorithmicProgress = ComputationalLimits['progress'];

export const loadComputationalLimits: () => Promise<ComputationalLimits> = loadOnce(
  () => import('./computational-limits.json'),
  schema,
);
