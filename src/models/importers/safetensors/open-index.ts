// A sharded model by its index: exact where all shards were given, else by what the index says of the whole.
import type { ByteSource } from '../byte-source.ts';
import { findCompanion, listNames } from '../companions.ts';
import type { ImportOptions, WeightSummary } from '../imported-model.ts';
import { quoted } from '../plain-text.ts';
import { readHeaders, summarise, unknownTypeWarnings } from './open-shards.ts';
import { readSafetensorsIndex, type SafetensorsIndex } from './read-index.ts';
import type { SafetensorsWeights } from './safetensors-weights.ts';

/** As config.json and headers name the types that whole models are stored in. */
const TYPE_BYTES: Readonly<Record<string, number>> = {
  float32: 4,
  float16: 2,
  bfloat16: 2,
  F32: 4,
  F16: 2,
  BF16: 2,
};

/** @param dtype that config.json names. @throws FlopscopeError `invalid-document`; `aborted`. */
export async function openIndex(
  source: ByteSource,
  options: ImportOptions,
  dtype: string | undefined,
): Promise<SafetensorsWeights> {
  const index = await readSafetensorsIndex(source);
  const given: ByteSource[] = [];
  const missing: string[] = [];
  let expected = 0;
  for (const [name, tensors] of index.shards) {
    const shard = findCompanion(options.companions, name);
    if (shard) given.push(shard);
    else missing.push(quoted(name));
    expected += tensors;
  }
  const headers = await readHeaders(given, options);
  const read = summarise(headers);
  const warnings = [...unknownTypeWarnings(headers)];
  if (missing.length === 0) {
    const listed = headers.reduce((sum, each) => sum + each.tensors, 0);
    if (listed !== expected) {
      warnings.push(
        `The index lists ${expected} tensors and the shards hold ${listed}: they do not belong together.`,
      );
    }
    return { ...read, complete: true, warnings };
  }
  warnings.push(
    `${missing.length} of ${index.shards.size} shards ${missing.length === 1 ? 'was' : 'were'} not given: ${listNames(missing)}. Drop them beside the index for an exact count.`,
  );
  const [commonest] = read.weights.types;
  const estimated = estimateWeights(index, expected, commonest?.type ?? dtype);
  if (estimated) {
    warnings.push(
      `Elements are ${index.totalParameters === undefined ? `the total size by ${estimated.type}` : 'as the index says'}; single tensors of another type would change them.`,
    );
  }
  const size = index.totalBytes;
  const facts = [
    { label: 'Tensors', value: expected.toLocaleString('en') },
    ...(size === undefined
      ? []
      : [{ label: 'Total size', value: `${size.toLocaleString('en')} bytes` }]),
  ];
  return {
    ...(estimated ? { weights: estimated.weights } : {}),
    bufferElements: 0,
    complete: false,
    facts,
    warnings,
  };
}

function estimateWeights(
  index: SafetensorsIndex,
  tensors: number,
  type: string | undefined,
): { readonly weights: WeightSummary; readonly type: string } | undefined {
  const elementBytes = TYPE_BYTES[type ?? ''];
  if (type === undefined || elementBytes === undefined) return undefined;
  const bytes = index.totalBytes ?? (index.totalParameters ?? NaN) * elementBytes;
  const elements = index.totalParameters ?? Math.floor(bytes / elementBytes);
  if (!Number.isSafeInteger(bytes) || !Number.isSafeInteger(elements)) return undefined;
  return { type, weights: { elements, bytes, types: [{ type, tensors, elements, bytes }] } };
}
