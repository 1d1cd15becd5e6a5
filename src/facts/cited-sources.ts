// Files whose records share a few sources: each source stands there once, under a name that the records give.
import * as v from 'valibot';
import { citation } from './schema.ts';

export const sourcesSchema = v.record(v.string(), v.strictObject(citation));

export type CitedSource = v.InferOutput<typeof sourcesSchema>[string];
export type Sources = Readonly<Record<string, CitedSource>>;

export type Cited<T extends { readonly from: string }> = Omit<T, 'from'> & CitedSource;

/**
 * The records with their source written out.
 * @throws RangeError where a record names a source that the file does not have.
 */
export function cite<T extends { readonly from: string }>(record: T, sources: Sources): Cited<T> {
  const { from, ...rest } = record;
  const source = sources[from];
  if (source === undefined) throw new RangeError(`No source is called "${from}".`);
  return { ...rest, ...source };
}
