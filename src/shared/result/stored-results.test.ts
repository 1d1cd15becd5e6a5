// Whatever was stored is read by every later version: all documents that the repository keeps, and fixtures of each version
// that are never made again.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { readHistory, writeHistory } from '../../results/history-file.ts';
import { openLink } from '../../results/link/result-link.ts';
import { parseResult } from './parse-result.ts';
import { SCHEMA_VERSION } from './schema.ts';
import { validationSchema } from './validation.ts';

const FIXTURES = 'test/fixtures/results';

/** What a benchmark writes beside the result itself. */
const BESIDE_A_RESULT = new Set(['date', 'processor', 'cores']);

const everything = ['bench', 'src', 'test'].flatMap((root) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map(({ parentPath, name }) => join(parentPath, name).replaceAll('\\', '/')),
);
const documents = everything
  .filter((file) => /\.jsonl?(\.gz)?$/u.test(file))
  .flatMap((file) => {
    const bytes = readFileSync(file);
    const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
    return [{ file, format: formatOf(text), text }];
  });
const ofFormat = (format: string) =>
  documents.filter((document) => document.format === `flopscope-${format}`);

/** Of a document, or of the first line of a file of lines. */
function formatOf(text: string): unknown {
  for (const json of [text.slice(0, Math.max(0, text.indexOf('\n'))), text]) {
    try {
      const document: unknown = JSON.parse(json);
      if (typeof document === 'object' && document !== null && 'format' in document) {
        return document.format;
      }
    } catch (thrown) {
      if (!(thrown instanceof SyntaxError)) throw thrown;
    }
  }
  return undefined;
}

describe('results that are stored', () => {
  it('are found', () => {
    expect(ofFormat('result').length).toBeGreaterThan(20);
    expect(ofFormat('history').length).toBeGreaterThan(0);
  });

  it.each(ofFormat('result'))('$file is read, and nothing of it is lost', ({ text }) => {
    const document = JSON.parse(text) as Record<string, unknown>;
    const profile = parseResult(text);
    expect(profile.schemaVersion).toBe(SCHEMA_VERSION);
    // Migration changes an older one; the present one comes back as it was written.
    if (document['schemaVersion'] === SCHEMA_VERSION)
      expect({ ...document, ...profile }).toEqual(document);
    const unread = Object.keys(document).filter((key) => !(key in profile));
    expect(unread.filter((key) => !BESIDE_A_RESULT.has(key))).toEqual([]);
  });

  it.each(ofFormat('history'))('$file is read to its last line', async ({ text }) => {
    const { added, refused } = await readHistory(new Blob([text]), {
      known: new Set(),
      room: 50,
      rest: () => Promise.resolve(),
    });
    expect(refused).toEqual([]);
    expect(added.length).toBe(text.trim().split('\n').length - 1);
    expect(writeHistory(added).length).toBe(added.length + 1);
  });

  it.each(ofFormat('validation'))('$file is read', ({ text }) => {
    expect(v.safeParse(validationSchema, JSON.parse(text)).success).toBe(true);
  });

  it.each(everything.filter((file) => /\/link-\d+-[\w-]+\.txt$/u.test(file)))(
    '%s is opened',
    async (file) => {
      const { kind } = await openLink(readFileSync(file, 'utf8'));
      expect(kind).toBe(file.includes('summary') ? 'summary' : 'result');
    },
  );
});

describe('the fixtures of past versions', () => {
  const sums = readFileSync(join(FIXTURES, 'SHA256SUMS'), 'utf8').trim().split('\n');

  it('cover each suite and host of version 1, and a history', () => {
    const names = sums.map((line) => line.slice(66));
    const suites = ['quick', 'full', 'training', 'shrink'];
    expect(names).toEqual(
      expect.arrayContaining([
        ...suites.flatMap((suite) => [
          `result-v1-${suite}-node.json.gz`,
          `result-v1-${suite}-chromium.json.gz`,
        ]),
        'result-v1-smoke-node.json.gz',
        'result-v1-sustained-node.json.gz',
        'history-v1.jsonl.gz',
      ]),
    );
  });

  it('are all listed', () => {
    const kept = readdirSync(FIXTURES).filter((name) => !/^(README\.md|SHA256SUMS)$/u.test(name));
    expect(sums.map((line) => line.slice(66)).sort()).toEqual(kept.sort());
  });

  it.each(sums)('%s is as it was made', (line) => {
    const [sum, name] = [line.slice(0, 64), line.slice(66)];
    expect(
      createHash('sha256')
        .update(readFileSync(join(FIXTURES, name)))
        .digest('hex'),
    ).toBe(sum);
  });
});
