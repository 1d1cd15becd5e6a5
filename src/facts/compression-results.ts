// Published compression results as they may be compared: only within one evaluation setting, and a variant only with
// the dense network that its own source holds it against.
import type {
  CompressionFacts,
  CompressionMethod,
  CompressionRecord,
  CompressionSetting,
} from './compression-schema.ts';

export interface ScoredRecord {
  readonly record: CompressionRecord;
  readonly value: number;
}

export interface ComparableGroup {
  readonly setting: CompressionSetting;
  readonly results: readonly ScoredRecord[];
}

/** One group for each setting that any record was evaluated in; a record stands in as many as it has scores. */
export function comparable({ settings, records }: CompressionFacts): readonly ComparableGroup[] {
  return settings
    .map((setting) => ({
      setting,
      results: records.flatMap((record) => {
        const score = record.scores?.find((each) => each.setting === setting.id);
        return score === undefined ? [] : [{ record, value: score.value }];
      }),
    }))
    .filter(({ results }) => results.length > 0);
}

export interface PublishedVariant extends ScoredRecord {
  readonly setting: CompressionSetting;
  /** In the same setting: its figure, and the record that cites it, which may be the variant's own. */
  readonly dense?: ScoredRecord;
  /** Variant less dense, in the unit of the setting; absent where the source tells no dense figure. */
  readonly difference?: number;
}

export interface VariantQuestion {
  /** Id in the zoo: what was made smaller, or what a smaller network stands in for. */
  readonly model: string;
  /** All methods when absent. */
  readonly method?: CompressionMethod;
}

/** What is published of a model's variants, by setting; dense networks themselves are left out. */
export function publishedVariants(
  facts: CompressionFacts,
  { model, method }: VariantQuestion,
): readonly PublishedVariant[] {
  const wanted = facts.records.filter(
    (record) =>
      record.method !== 'dense' &&
      (method === undefined || record.method === method) &&
      (record.of ?? record.zoo) === model,
  );
  return comparable({ ...facts, records: wanted }).flatMap(({ setting, results }) =>
    results.map(({ record, value }) => ({
      setting,
      record,
      value,
      ...denseOf(facts, setting, record),
    })),
  );
}

function denseOf(
  { records }: CompressionFacts,
  setting: CompressionSetting,
  record: CompressionRecord,
): Pick<PublishedVariant, 'dense' | 'difference'> {
  const own = scoreOf(record, setting);
  if (own === undefined) return {};
  if (own.difference !== undefined) return { difference: own.difference };
  if (own.dense !== undefined) {
    return { dense: { record, value: own.dense }, difference: own.value - own.dense };
  }
  const reference = records.find(({ id }) => id === record.reference);
  const score = reference && scoreOf(reference, setting);
  if (reference === undefined || score === undefined) return {};
  return {
    dense: { record: reference, value: score.value },
    difference: own.value - score.value,
  };
}

function scoreOf(record: CompressionRecord, { id }: CompressionSetting) {
  return record.scores?.find(({ setting }) => setting === id);
}
