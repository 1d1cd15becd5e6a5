// One safetensors file, or all parts of a model where the file's name says that it is one of several.
import { throwIfAborted } from '../../../shared/errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { findCompanion, listNames, partsOf } from '../companions.ts';
import type { ImportOptions } from '../imported-model.ts';
import { mergeWeights } from '../merge-weights.ts';
import { quoted } from '../plain-text.ts';
import { readSafetensorsHeader, type SafetensorsHeader } from './read-header.ts';
import type { SafetensorsWeights } from './safetensors-weights.ts';

/** @throws FlopscopeError `invalid-document` for the first header that is broken; `aborted`. */
export async function openShards(
  source: ByteSource,
  options: ImportOptions,
): Promise<SafetensorsWeights> {
  const parts = partsOf(source.name);
  const sources: ByteSource[] = [];
  const missing: string[] = [];
  for (const [index, name] of (parts?.names ?? [source.name]).entries()) {
    const part =
      index + 1 === (parts?.number ?? 1) ? source : findCompanion(options.companions, name);
    if (part) sources.push(part);
    else missing.push(quoted(name));
  }
  const headers = await readHeaders(sources, options);
  return {
    ...summarise(headers),
    complete: missing.length === 0,
    warnings: [
      ...unknownTypeWarnings(headers),
      ...(missing.length === 0
        ? []
        : [
            `This is part ${parts?.number ?? 1} of ${parts?.names.length ?? 1}; ${listNames(missing)} ${missing.length === 1 ? 'was' : 'were'} not given, and the weights are those of the other parts. Drop all parts together.`,
          ]),
    ],
  };
}

export async function readHeaders(
  sources: readonly ByteSource[],
  { signal, onProgress }: ImportOptions,
): Promise<readonly SafetensorsHeader[]> {
  const headers: SafetensorsHeader[] = [];
  for (const source of sources) {
    throwIfAborted(signal);
    headers.push(await readSafetensorsHeader(source));
    onProgress?.(headers.length / sources.length);
  }
  return headers;
}

export function summarise(
  headers: readonly SafetensorsHeader[],
): Pick<SafetensorsWeights, 'bufferElements' | 'facts'> &
  Required<Pick<SafetensorsWeights, 'weights'>> {
  const tensors = headers.reduce((sum, each) => sum + each.tensors, 0);
  const metadata = headers[0]?.metadata ?? [];
  return {
    weights: mergeWeights(headers.map((each) => each.weights)),
    bufferElements: headers.reduce((sum, each) => sum + each.bufferElements, 0),
    facts: [
      { label: 'Tensors', value: tensors.toLocaleString('en') },
      ...metadata.map(([label, value]) => ({ label, value })),
    ],
  };
}

export function unknownTypeWarnings(headers: readonly SafetensorsHeader[]): readonly string[] {
  const types = [...new Set(headers.flatMap((each) => each.unknownTypes))];
  return types.length === 0
    ? []
    : [
        `The storage type ${listNames(types)} is not known here; its tensors are counted by their shapes.`,
      ];
}
