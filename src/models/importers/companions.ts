// Finds the files that lie beside the opened one by their names.
import type { ByteSource } from './byte-source.ts';

/** The companion of that name; a name with folders is found by its last part. */
export function findCompanion(
  companions: readonly ByteSource[] | undefined,
  name: string,
): ByteSource | undefined {
  const wanted = lastPart(name);
  return companions?.find((each) => lastPart(each.name) === wanted);
}

/** "model-00002-of-00005.gguf": how llama.cpp and transformers name the parts of a model. */
const PART = /^(.*)-(\d{5})-of-(\d{5})\.(gguf|safetensors)$/i;
/** DeepSeek-V3 has 163 parts; more than this come from a damaged name. */
const MOST_PARTS = 10_000;

export interface Parts {
  /** Of the file that was asked for, from 1. */
  readonly number: number;
  /** The names of all parts, in order. */
  readonly names: readonly string[];
}

/** The parts that a file's name speaks of; undefined for a whole file. */
export function partsOf(name: string): Parts | undefined {
  const [, stem, number, total, extension] = PART.exec(lastPart(name)) ?? [];
  if (stem === undefined || number === undefined || total === undefined) return undefined;
  const count = Number(total);
  if (count < 2 || count > MOST_PARTS || Number(number) < 1 || Number(number) > count) {
    return undefined;
  }
  const names = Array.from(
    { length: count },
    (_, index) => `${stem}-${String(index + 1).padStart(5, '0')}-of-${total}.${extension ?? ''}`,
  );
  return { number: Number(number), names };
}

/** "a, b and 3 more". */
export function listNames(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
