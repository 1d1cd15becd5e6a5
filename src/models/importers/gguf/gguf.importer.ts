// GGUF, the format of llama.cpp: exact weights, and the graph of the architectures that are known.
import { throwIfAborted } from '../../../shared/errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { findCompanion, listNames, type Parts, partsOf } from '../companions.ts';
import { compareParameters } from '../compare-parameters.ts';
import type { FileFact, ImportedModel, Importer, ImportOptions } from '../imported-model.ts';
import { mergeWeights } from '../merge-weights.ts';
import { plainText, quoted } from '../plain-text.ts';
import { type BuildableModel, transformerModel } from '../transformer-model.ts';
import { describeGguf } from './describe-gguf.ts';
import { NoGraphError } from './gguf-sizes.ts';
import { type GgufFile, type GgufTensor, readGguf, textOf } from './read-gguf.ts';
import type { Metadata } from './read-metadata.ts';

export const importer: Importer = {
  format: 'gguf',
  label: 'GGUF',

  recognises: (name, head) =>
    /\.gguf$/i.test(name) || new TextDecoder().decode(head.subarray(0, 4)) === 'GGUF',

  open: async (source, options) => {
    const { files, missing, parts } = await readParts(source, options);
    const [first] = files;
    // The first part holds the metadata; without it another part tells only its tensors.
    const { metadata } = first;
    const weights = mergeWeights(files.map((each) => each.weights));
    const tensors = new Map(files.flatMap((each) => [...each.tensors]));
    const name = textOf(metadata, 'general.name') ?? plainText(source.name.replace(/\.gguf$/i, ''));
    const warnings = [...unknownTypes(files), ...missingParts(missing, parts)];
    const common = { format: 'gguf', name, facts: factsOf(first, tensors.size), weights } as const;
    const built = missing.length === 0 ? tryBuild(metadata, tensors, name) : 'parts are missing';
    if (typeof built === 'string') {
      const sentence = `Only the weights are known, no graph: ${built}.`;
      return { ...common, bindings: [], warnings: [...warnings, sentence] };
    }
    const comparison = compareParameters(
      built,
      weights,
      bufferElements(tensors),
      'its architecture',
    );
    const graph = comparison.usable
      ? { bindings: built.bindings, buildGraph: built.buildGraph }
      : { bindings: [] };
    return {
      ...common,
      ...graph,
      warnings: [...warnings, ...comparison.warnings],
    } satisfies ImportedModel;
  },
};

interface ReadParts {
  /** The lowest part that was given first. */
  readonly files: readonly [GgufFile, ...GgufFile[]];
  /** Quoted names. */
  readonly missing: readonly string[];
  readonly parts: Parts | undefined;
}

async function readParts(
  source: ByteSource,
  { companions, signal, onProgress }: ImportOptions,
): Promise<ReadParts> {
  const parts = partsOf(source.name);
  const sources: ByteSource[] = [];
  const missing: string[] = [];
  for (const [index, name] of (parts?.names ?? [source.name]).entries()) {
    const part = index + 1 === (parts?.number ?? 1) ? source : findCompanion(companions, name);
    if (part) sources.push(part);
    else missing.push(quoted(name));
  }
  const read = async (part: ByteSource, done: number) => {
    throwIfAborted(signal);
    const file = await readGguf(part);
    onProgress?.(done / sources.length);
    return file;
  };
  const [lowest = source, ...others] = sources;
  const files: [GgufFile, ...GgufFile[]] = [await read(lowest, 1)];
  for (const [index, part] of others.entries()) files.push(await read(part, index + 2));
  if (parts === undefined) {
    const count = files[0].metadata.get('split.count');
    if (typeof count === 'number' && count > 1) {
      missing.push(`the other ${count - 1} parts (give all under their own names)`);
    }
  }
  return { files, missing, parts };
}

function tryBuild(
  metadata: Metadata,
  tensors: ReadonlyMap<string, GgufTensor>,
  name: string,
): BuildableModel | string {
  const architecture = textOf(metadata, 'general.architecture');
  if (architecture === undefined) return 'general.architecture is missing';
  try {
    return transformerModel(name, describeGguf(metadata, tensors, plainText(architecture, 40)));
  } catch (thrown) {
    if (thrown instanceof NoGraphError) return thrown.message;
    throw thrown;
  }
}

/** Tables of rotary positions are computed, not trained. */
const BUFFER =
  /^(rope_freqs|rope_factors_long|rope_factors_short|blk\.\d+\.attn_rot_embd)\.weight$/;

function bufferElements(tensors: ReadonlyMap<string, GgufTensor>): number {
  let sum = 0;
  for (const [name, { elements }] of tensors) if (BUFFER.test(name)) sum += elements;
  return sum;
}

const FACTS: readonly (readonly [label: string, key: string])[] = [
  ['Architecture', 'general.architecture'],
  ['Size', 'general.size_label'],
  ['Made by', 'general.organization'],
  ['Licence', 'general.license'],
  ['Quantised by', 'general.quantized_by'],
  ['Tokenizer', 'tokenizer.ggml.model'],
];

function factsOf({ version, littleEndian, metadata }: GgufFile, tensors: number): FileFact[] {
  const facts = FACTS.flatMap(([label, key]) => {
    const value = textOf(metadata, key);
    return value === undefined ? [] : [{ label, value }];
  });
  const words = metadata.get('tokenizer.ggml.tokens');
  return [
    ...facts,
    ...(typeof words === 'object'
      ? [{ label: 'Vocabulary', value: `${words.length.toLocaleString('en')} tokens` }]
      : []),
    { label: 'Tensors', value: tensors.toLocaleString('en') },
    { label: 'Format', value: `GGUF ${version}${littleEndian ? '' : ', big-endian'}` },
  ];
}

function unknownTypes(files: readonly GgufFile[]): readonly string[] {
  const types = [...new Set(files.flatMap((each) => each.unknownTypes))];
  return types.length === 0
    ? []
    : [
        `The storage ${listNames(types)} is not known here: its elements are counted, its bytes are not.`,
      ];
}

function missingParts(missing: readonly string[], parts: Parts | undefined): readonly string[] {
  if (missing.length === 0) return [];
  const which = parts === undefined ? 'of several' : `${parts.number} of ${parts.names.length}`;
  return [
    `This is part ${which}; not given: ${listNames(missing)}. The weights are those of the parts that were. Drop all parts together.`,
  ];
}
