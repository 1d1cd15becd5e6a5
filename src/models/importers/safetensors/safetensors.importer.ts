// safetensors: exact weights from the headers. The format names no architecture; a config.json beside it does.
import { asFlopscopeError, throwIfAborted } from '../../../shared/errors.ts';
import type { ByteSource } from '../byte-source.ts';
import { findCompanion, partsOf } from '../companions.ts';
import { compareParameters } from '../compare-parameters.ts';
import { type ConfigModel, readConfig } from '../huggingface/read-config.ts';
import type { ImportedModel, Importer, ImportOptions } from '../imported-model.ts';
import { plainText } from '../plain-text.ts';
import { openIndex } from './open-index.ts';
import { openShards } from './open-shards.ts';
import type { SafetensorsWeights } from './safetensors-weights.ts';

export const importer: Importer = {
  format: 'safetensors',
  label: 'safetensors',

  recognises: (name, head) =>
    /\.safetensors$/i.test(name) || isIndex(name, head) || looksLikeHeader(head),

  open: async (source, options) => {
    throwIfAborted(options.signal);
    const config = await readCompanionConfig(options);
    const head = await source.read(0, Math.min(64, source.size));
    const found = isIndex(source.name, head)
      ? await openIndex(source, options, config.model?.dtype)
      : await openShards(source, options);
    return describe(source, found, config);
  },
};

function isIndex(name: string, head: Uint8Array): boolean {
  if (/\.index\.json$/i.test(name)) return true;
  return /\.json$/i.test(name) && /"(weight_map|total_size)"/.test(new TextDecoder().decode(head));
}

/** A length below 4 GB and an opening brace, whatever the file is called. */
function looksLikeHeader(head: Uint8Array): boolean {
  return head.length > 8 && head.subarray(4, 8).every((byte) => byte === 0) && head[8] === 0x7b;
}

interface CompanionConfig {
  readonly model?: ConfigModel;
  readonly warnings: readonly string[];
}

/** A config.json that cannot be used says why, and the weights are told without it. */
async function readCompanionConfig({ companions }: ImportOptions): Promise<CompanionConfig> {
  const source = findCompanion(companions, 'config.json');
  if (!source) {
    return {
      warnings: [
        'safetensors names no architecture, so only the weights are known. Drop the config.json of the model beside it.',
      ],
    };
  }
  try {
    return { model: await readConfig(source), warnings: [] };
  } catch (thrown) {
    const error = asFlopscopeError(thrown);
    if (error.code !== 'invalid-document') throw error;
    return { warnings: [plainText(error.message, 800)] };
  }
}

function describe(
  source: ByteSource,
  found: SafetensorsWeights,
  { model, warnings }: CompanionConfig,
): ImportedModel {
  const stem = plainText(partStem(source.name));
  const common = {
    format: 'safetensors',
    ...(found.weights === undefined ? {} : { weights: found.weights }),
  } as const;
  if (!model) {
    return {
      ...common,
      name: stem,
      facts: found.facts,
      bindings: [],
      warnings: [...found.warnings, ...warnings],
    };
  }
  const { weights, bufferElements, complete } = found;
  const comparison =
    weights && complete
      ? compareParameters(model, weights, bufferElements, 'config.json')
      : { usable: true, warnings: [] };
  return {
    ...common,
    name: model.name,
    facts: [...found.facts, ...model.facts],
    bindings: comparison.usable ? model.bindings : [],
    warnings: [...found.warnings, ...warnings, ...model.warnings, ...comparison.warnings],
    ...(comparison.usable ? { buildGraph: model.buildGraph } : {}),
  };
}

/** "model" of "model-00001-of-00002.safetensors" and of "model.safetensors.index.json". */
function partStem(name: string): string {
  const whole = name.replace(/(\.safetensors)?(\.index\.json)?$/i, '');
  return partsOf(name) ? whole.replace(/-\d{5}-of-\d{5}$/, '') : whole;
}
