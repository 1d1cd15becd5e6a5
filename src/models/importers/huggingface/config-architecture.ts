// What a file in architectures/ says of a model_type: the fields it reads with the defaults of transformers, and
// the shape that follows from them.
import * as v from 'valibot';
import type { TransformerNames } from '../../zoo/families/transformer/transformer-names.ts';
import type { TransformerSpec } from '../../zoo/families/transformer/transformer-spec.ts';
import { brokenFile } from '../broken-file.ts';
import { plainText } from '../plain-text.ts';

export interface ArchitectureShape {
  readonly spec: TransformerSpec;
  readonly names?: TransformerNames;
  /** What the shape leaves out, as sentences. */
  readonly warnings?: readonly string[];
}

export interface ConfigArchitecture {
  readonly modelTypes: readonly string[];
  /** @throws FlopscopeError `invalid-document` naming the field that is wrong or a variation that is not known. */
  read(config: object, modelType: string): ArchitectureShape;
}

export interface ArchitectureDefinition<E extends v.ObjectEntries> {
  readonly modelTypes: readonly string[];
  /** Other names of a field, which transformers maps as well: { n_embd: 'hidden_size' }. */
  readonly aliases?: Readonly<Record<string, string>>;
  readonly fields: E;
  readonly read: (
    config: v.InferOutput<v.ObjectSchema<E, undefined>>,
    modelType: string,
  ) => ArchitectureShape;
}

export function defineArchitecture<const E extends v.ObjectEntries>(
  definition: ArchitectureDefinition<E>,
): ConfigArchitecture {
  const schema = v.object(definition.fields);
  return {
    modelTypes: definition.modelTypes,
    read: (config, modelType) => {
      const named = new Map<string, unknown>(Object.entries(config));
      for (const [alias, name] of Object.entries(definition.aliases ?? {})) {
        if (!named.has(name) && named.has(alias)) named.set(name, named.get(alias));
      }
      const parsed = v.safeParse(schema, Object.fromEntries(named));
      if (parsed.success) {
        const shape = definition.read(parsed.output, modelType);
        const taken = defaultsTaken(named, parsed.output);
        return { ...shape, warnings: [...taken, ...(shape.warnings ?? [])] };
      }
      const [issue] = parsed.issues;
      const field = v.getDotPath(issue) ?? '';
      return brokenFile(
        `The field “${plainText(field)}” of this config.json is wrong: ${plainText(issue.message, 200)}. Correct it, or take the file from the model's own page.`,
      );
    },
  };
}

/** Sizes that the file leaves out: true for the model only if transformers wrote it, which omits its defaults. */
function defaultsTaken(named: ReadonlyMap<string, unknown>, read: object): readonly string[] {
  const taken = Object.entries(read).filter(
    ([name, value]) => (named.get(name) ?? null) === null && Number.isInteger(value) && value > 1,
  );
  if (taken.length === 0) return [];
  const list = taken.map(([name, value]) => `${name} ${String(value)}`).join(', ');
  return [
    `The file does not say these sizes, so the defaults of transformers were taken: ${list}.`,
  ];
}

/**
 * For a variation that would be counted wrongly.
 * @throws FlopscopeError `invalid-document`, always. @param what completes "This config.json asks for …".
 */
export function notKnownYet(what: string): never {
  return brokenFile(
    `This config.json asks for ${what}, which is not known here yet; a count would be wrong. Give the model as ONNX instead.`,
  );
}

/** `whole / parts`. @throws FlopscopeError `invalid-document` when it has a remainder. */
export function evenShare(whole: number, parts: number, what: string): number {
  if (whole % parts === 0) return whole / parts;
  return brokenFile(
    `The sizes in this config.json do not fit: ${what} ${whole} cannot be split over ${parts} heads. Correct them.`,
  );
}
