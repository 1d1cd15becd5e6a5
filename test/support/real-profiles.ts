// Every result that was really measured and is kept in the repository, for tests of what must hold for all of them.
import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { validateResult } from '../../src/shared/result/parse-result.ts';
import type { DeviceProfile } from '../../src/shared/result/schema.ts';

export interface RealProfile {
  readonly file: string;
  readonly profile: DeviceProfile;
}

let known: readonly RealProfile[] | undefined;

/** Reading them all takes a second: once is enough. */
export function realProfiles(): readonly RealProfile[] {
  known ??= ['bench/results', 'test/fixtures', 'src/results'].flatMap((folder) =>
    readdirSync(new URL(`../../${folder}/`, import.meta.url))
      .filter((name) => /\.json(\.gz)?$/u.test(name))
      .flatMap((name) => read(`${folder}/${name}`)),
  );
  return known;
}

function read(file: string): RealProfile[] {
  const bytes = readFileSync(new URL(`../../${file}`, import.meta.url));
  const document: unknown = JSON.parse(
    (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString(),
  );
  const isResult =
    typeof document === 'object' &&
    document !== null &&
    'format' in document &&
    document.format === 'flopscope-result';
  return isResult ? [{ file, profile: validateResult(document) }] : [];
}
