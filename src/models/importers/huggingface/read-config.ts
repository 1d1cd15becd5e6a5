// A config.json of Hugging Face transformers: which architecture, in which sizes, with which head.
import * as v from 'valibot';
import { brokenFile } from '../broken-file.ts';
import type { ByteSource } from '../byte-source.ts';
import type { FileFact } from '../imported-model.ts';
import { plainText, quoted } from '../plain-text.ts';
import { type BuildableModel, transformerModel } from '../transformer-model.ts';
import { findArchitecture, knownModelTypes } from './architectures.ts';
import { chooseHead } from './choose-head.ts';
import { isVisionType, visionModel } from './vision-model.ts';

/** The largest published ones list 22,000 labels in 2 MB; 4 MB of JSON take at most 150 MB while it is parsed. */
const MOST_BYTES = 4e6;

export interface ConfigModel extends BuildableModel {
  readonly name: string;
  readonly facts: readonly FileFact[];
  readonly warnings: readonly string[];
  /** As the file names it: "bfloat16". */
  readonly dtype?: string;
}

const general = v.object({
  model_type: v.optional(v.string()),
  architectures: v.nullish(v.array(v.string())),
  _name_or_path: v.nullish(v.string()),
  torch_dtype: v.nullish(v.string()),
  dtype: v.nullish(v.string()),
  num_labels: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000))),
  id2label: v.nullish(v.record(v.string(), v.unknown())),
});

/** @throws FlopscopeError `invalid-document` saying which field is wrong, or which architectures are known. */
export async function readConfig(source: ByteSource): Promise<ConfigModel> {
  const config = await readJson(source);
  const parsed = v.safeParse(general, config);
  if (!parsed.success) {
    const field = v.getDotPath(parsed.issues[0]) ?? '';
    return brokenFile(
      `The field “${plainText(field)}” of ${quoted(source.name)} is wrong: ${plainText(parsed.issues[0].message, 200)}. Correct it, or get the file again.`,
    );
  }
  const { model_type: modelType, architectures } = parsed.output;
  if (modelType === undefined) {
    return brokenFile(
      `${quoted(source.name)} names no model_type, so it is no config.json of a transformers model. Take the file of that name from the model's page.`,
    );
  }
  const architecture = architectures?.[0];
  const labels = parsed.output.num_labels ?? countLabels(parsed.output.id2label) ?? 2;
  const dtype = parsed.output.dtype ?? parsed.output.torch_dtype ?? undefined;
  const common = {
    name: nameOf(parsed.output._name_or_path ?? '', modelType),
    ...(dtype === undefined ? {} : { dtype: plainText(dtype, 20) }),
  };
  const facts = [
    { label: 'Architecture', value: plainText(architecture ?? modelType) },
    ...(dtype === undefined ? [] : [{ label: 'Stored as', value: plainText(dtype, 20) }]),
  ];
  if (isVisionType(modelType)) {
    return { ...common, facts, ...visionModel(config, common.name, architecture, labels) };
  }
  const known = findArchitecture(modelType);
  if (!known) return unknownArchitecture(modelType);
  const shape = known.read(config, modelType);
  const { warnings, ...choice } = chooseHead(shape.spec, architecture, labels);
  const { names } = shape;
  const described = { ...choice, ...(names === undefined ? {} : { names }) };
  return {
    ...common,
    facts: [...facts, { label: 'Head', value: choice.head }],
    warnings: [...(shape.warnings ?? []), ...warnings],
    ...transformerModel(common.name, described),
  };
}

async function readJson(source: ByteSource): Promise<object> {
  if (source.size > MOST_BYTES) {
    brokenFile(
      `${quoted(source.name)} has ${source.size} bytes; a config.json has a few thousand, and more than ${MOST_BYTES / 1e6} MB are not read.`,
    );
  }
  const bytes = await source.read(0, source.size);
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (thrown) {
    const reason = thrown instanceof Error ? plainText(thrown.message, 120) : 'unreadable';
    brokenFile(`${quoted(source.name)} is no valid JSON (${reason}). Get the file again.`, thrown);
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  return brokenFile(
    `${quoted(source.name)} holds no JSON object, so it is no config.json of a transformers model.`,
  );
}

function unknownArchitecture(modelType: string): never {
  return brokenFile(
    `The architecture ${quoted(modelType, 40)} is not known yet; known are ${knownModelTypes().join(', ')} and vit. Give the model as ONNX, which holds the graph itself.`,
  );
}

/** The identity on the hub, where the file names one; local paths say nothing. */
function nameOf(path: string, modelType: string): string {
  const hub = /^[A-Za-z0-9][\w.-]*(\/[\w.-]+)?$/.exec(path.slice(0, 200));
  return plainText(hub ? (path.split('/').at(-1) ?? path) : modelType);
}

function countLabels(labels: Readonly<Record<string, unknown>> | null | undefined) {
  const count = Object.keys(labels ?? {}).length;
  return count > 0 ? count : undefined;
}
