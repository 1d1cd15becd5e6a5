// What share of its hardware's peak a published training run reached. Sources disagree, and some mix the model's own
// arithmetic with recomputed arithmetic: every record says which.
import * as v from 'valibot';
import { citation } from './schema.ts';
import records from './utilization.json';

const utilizationSchema = v.strictObject({
  model: v.string(),
  domain: v.picklist(['language', 'vision', 'speech']),
  /** Of the model: year, month or day. */
  published: v.optional(v.pipe(v.string(), v.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/))),
  utilization: v.pipe(v.number(), v.gtValue(0), v.maxValue(1)),
  /** MFU counts the model's own arithmetic, HFU adds what checkpointing recomputes; not every source tells. */
  measure: v.picklist(['MFU', 'HFU', 'unstated']),
  ...citation,
});

export type UtilizationRecord = v.InferOutput<typeof utilizationSchema>;

export const utilizationRecords: readonly UtilizationRecord[] = v.parse(
  v.array(utilizationSchema),
  records,
);

export interface UtilizationConflict {
  readonly model: string;
  readonly records: readonly UtilizationRecord[];
}

/** Runs of which two sources state different shares of the same measure, or do not tell which. */
export function utilizationConflicts(): readonly UtilizationConflict[] {
  const models = [...new Set(utilizationRecords.map(({ model }) => model))];
  return models
    .map((model) => ({
      model,
      records: utilizationRecords.filter((record) => record.model === model),
    }))
    .filter(({ records: [first, ...others] }) =>
      others.some((other) => first !== undefined && disagree(first, other)),
    );
}

function disagree(a: UtilizationRecord, b: UtilizationRecord): boolean {
  const comparable = a.measure === b.measure || [a, b].some((each) => each.measure === 'unstated');
  return comparable && a.utilization !== b.utilization;
}

/** Shares between which the middle four fifths of the published runs lie, and their median. */
export interface UtilizationRange {
  readonly low: number;
  readonly median: number;
  readonly high: number;
  readonly runs: number;
  readonly lowest: number;
  readonly highest: number;
}

/** One value for each run: the mean of what its sources state; recomputed arithmetic (HFU) is left out. */
export function publishedUtilization(): UtilizationRange {
  const byModel = new Map<string, number[]>();
  for (const { model, utilization, measure } of utilizationRecords) {
    if (measure === 'HFU') continue;
    byModel.set(model, [...(byModel.get(model) ?? []), utilization]);
  }
  const values = [...byModel.values()]
    .map((stated) => stated.reduce((sum, each) => sum + each, 0) / stated.length)
    .sort((a, b) => a - b);
  const at = (share: number) => values[Math.round(share * (values.length - 1))] ?? 0;
  return {
    low: at(0.1),
    median: at(0.5),
    high: at(0.9),
    runs: values.length,
    lowest: at(0),
    highest: at(1),
  };
}
