// Of several files that were given together, the one that describes the model; the others lie beside it.
import { partsOf } from '../models/importers/companions.ts';

/** The more a format says of the model, the earlier it stands. */
const ranks: readonly RegExp[] = [
  /\.onnx$/i,
  /\.gguf$/i,
  /\.safetensors\.index\.json$/i,
  /\.safetensors$/i,
  /config\.json$/i,
  /\.json$/i,
];

export interface ChosenFiles<F> {
  readonly main: F;
  readonly beside: readonly F[];
  /** Others that are models by themselves: they were given but are not read. */
  readonly ignored: readonly F[];
}

/** Undefined when there is no file at all. */
export function chooseMainFile<F extends { readonly name: string }>(
  files: readonly F[],
): ChosenFiles<F> | undefined {
  const [main] = [...files].sort((a, b) => rank(a) - rank(b));
  if (main === undefined) return undefined;
  const beside = files.filter((file) => file !== main);
  // Shards, parts and a configuration belong to one model; two graphs do not.
  const alone = rank(main) <= 1;
  const parts = new Set(partsOf(main.name)?.names);
  const ignored = beside.filter((file) => rank(file) === rank(main) && !parts.has(file.name));
  return { main, beside, ignored: alone ? ignored : [] };
}

function rank({ name }: { readonly name: string }): number {
  const found = ranks.findIndex((pattern) => pattern.test(name));
  return found === -1 ? ranks.length : found;
}
