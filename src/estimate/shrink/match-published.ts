// Published scores of a model in a variant: only where method and parameters are the variant's, and compared only within
// one evaluation setting.
import type { CompressionFacts, CompressionRecord } from '../../facts/compression.ts';
import { type PublishedVariant, publishedVariants } from '../../facts/compression-results.ts';
import type { PublishedScore } from './variant-comparison.ts';

type Fits = (record: CompressionRecord) => boolean;

/** Printed sparsities are rounded to the tenth of a per cent. */
const SAME_SPARSITY = 5e-4;

/** Layer shapes decide how much each layer keeps; the others take the same share of each. */
const BY_SHAPE = /\bERK\b/;
/** Learns the sparsity of each layer: neither of our allocations. */
const LEARNT = /^STR$/;

/**
 * @param model id in the zoo.
 * @param variant as it was typed. Of several transformations together nothing is known.
 */
export function publishedScores(
  facts: CompressionFacts,
  model: string,
  variant: string,
): readonly PublishedScore[] {
  const fits = variant.includes('+') ? undefined : fitsOf(variant.toLowerCase().split(':'));
  if (fits === undefined) return [];
  return publishedVariants(facts, { model })
    .filter(({ record, setting }) => setting.kind === 'quality' && fits(record))
    .map(scoreOf);
}

/**
 * The setting that most of the variants have a score in; of several the one that tells the dense network's too.
 * @param scores of each variant.
 */
export function commonSetting(scores: readonly (readonly PublishedScore[])[]): string | undefined {
  const weights = new Map<string, number>();
  for (const ofVariant of scores) {
    const settings = new Set(ofVariant.map(({ setting }) => setting));
    for (const setting of settings) {
      const tellsDense = ofVariant.some((each) => each.setting === setting && each.dense !== null);
      weights.set(setting, (weights.get(setting) ?? 0) + 1 + (tellsDense ? TIE_BREAK : 0));
    }
  }
  const [best] = [...weights].sort(([, a], [, b]) => b - a);
  return best?.[0];
}

/** Less than one variant more, however many there are. */
const TIE_BREAK = 1e-3;

/** The best of those in one setting: sources try several techniques. */
export function bestScore(
  scores: readonly PublishedScore[],
  setting: string | undefined,
): PublishedScore | null {
  const [best] = scores
    .filter((each) => each.setting === setting)
    .sort((a, b) => (a.better === 'higher' ? b.value - a.value : a.value - b.value));
  return best ?? null;
}

/** Undefined for variants that no record is of. */
function fitsOf([method = '', parameter = '']: readonly string[]): Fits | undefined {
  switch (method) {
    case 'pruned':
      return ({ method: how, sparsity, technique = '' }) =>
        how === 'unstructured-pruning' &&
        isNear(sparsity, Number(parameter)) &&
        !BY_SHAPE.test(technique) &&
        !LEARNT.test(technique);
    case 'pruned-erk':
      return ({ method: how, sparsity, technique = '' }) =>
        how === 'unstructured-pruning' &&
        isNear(sparsity, Number(parameter)) &&
        BY_SHAPE.test(technique);
    case 'int8':
      return ({ method: how, bits }) => how === 'int8-quantization' && bits === 8;
    case 'int8-weights':
      return ({ method: how, bits, group }) =>
        how === 'weight-quantization' && bits === 8 && group === undefined;
    case 'int4-weights': {
      const group = parameter === '' ? USUAL_GROUP : Number(parameter);
      return ({ method: how, bits, group: shared }) =>
        how === 'weight-quantization' && bits === 4 && shared === group;
    }
    case 'distilled':
      return ({ method: how, zoo, of }) =>
        zoo === parameter && of !== undefined && (how === 'distillation' || how === 'architecture');
    default:
      return undefined;
  }
}

/** Of the variant where none is typed. */
const USUAL_GROUP = 128;

function isNear(sparsity: number | undefined, wanted: number): boolean {
  return sparsity !== undefined && Math.abs(sparsity - wanted) <= SAME_SPARSITY;
}

function scoreOf({ record, setting, value, dense, difference }: PublishedVariant): PublishedScore {
  const { id, quantity, unit, better } = setting;
  return {
    setting: id,
    quantity,
    unit,
    better,
    value,
    dense: dense?.value ?? null,
    difference: difference ?? null,
    technique: record.technique ?? null,
    source: record.source,
    date: record.date ?? null,
    provenance: record.provenance,
  };
}
