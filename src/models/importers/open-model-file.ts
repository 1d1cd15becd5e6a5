// Opens a model file with the importer that recognises it. A new *.importer.ts is found without any change here.
import { FlopscopeError } from '../../shared/errors.ts';
import type { ByteSource } from './byte-source.ts';
import type { ImportedModel, Importer, ImportOptions } from './imported-model.ts';

const modules = import.meta.glob<{ readonly importer: Importer }>('./*/*.importer.ts', {
  eager: true,
});

/** Enough to tell every format apart. */
const HEAD_BYTES = 64;

export function listImporters(): readonly Importer[] {
  return Object.values(modules).map(({ importer }) => importer);
}

/**
 * @throws FlopscopeError `invalid-document` for a file that no importer takes or that is broken; `aborted`.
 */
export async function openModelFile(
  source: ByteSource,
  options: ImportOptions = {},
): Promise<ImportedModel> {
  const head = await source.read(0, Math.min(HEAD_BYTES, source.size));
  const importer = listImporters().find((each) => each.recognises(source.name, head));
  if (importer) return importer.open(source, options);
  throw new FlopscopeError(
    'invalid-document',
    `“${source.name.slice(0, 80)}” is no model file that can be read here. Give one of: ${listImporters()
      .map((each) => each.label)
      .join(', ')}.`,
  );
}
