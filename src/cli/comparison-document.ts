// The JSON of `flopscope compare`: the pass over the input in front, the rest below it.
import type {
  ComparedVariant,
  PassComparison,
  PublishedScore,
  VariantComparison,
} from '../estimate/shrink/compare-variants.ts';
import type { Range } from '../estimate/training-estimate.ts';

export function comparisonDocument(comparison: VariantComparison) {
  const { dense, variants, ...rest } = comparison;
  return { ...rest, dense: variantDocument(dense), variants: variants.map(variantDocument) };
}

function variantDocument(variant: ComparedVariant) {
  const { id, name, params, checkpointBytes, forward, decode } = variant;
  return {
    id,
    name,
    params,
    checkpointBytes,
    ...passDocument(forward),
    decode: decode === null ? null : passDocument(decode),
    trainingSeconds: variant.trainingSeconds,
    breakEven: variant.breakEven,
    accuracy: variant.accuracy === null ? null : accuracyDocument(variant.accuracy),
    published: variant.published,
    notes: variant.notes,
  };
}

function passDocument(pass: PassComparison) {
  const { macs, flops, bytes, theoreticalSpeedup, measuredSpeedup, seconds } = pass;
  const { energyKwh, parts, launches } = pass;
  return {
    macs,
    flops,
    bytes,
    theoreticalSpeedup,
    measuredSpeedup: measuredSpeedup === null ? null : plain(measuredSpeedup),
    seconds: seconds === null ? null : plain(seconds),
    energyKwh: energyKwh === null ? null : plain(energyKwh),
    secondsByKind: parts,
    launches,
  };
}

function plain({ value, low, high }: Range) {
  return { value, low, high };
}

function accuracyDocument(score: PublishedScore) {
  const { value, source, provenance, quantity, unit, setting, dense, technique } = score;
  return { value, unit, quantity, setting, dense, technique, source, provenance };
}
