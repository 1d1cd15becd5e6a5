import { expect, it } from 'vitest';
import { type Migration, migrateResult, migrations } from './migrate-result.ts';
import { SCHEMA_VERSION } from './schema.ts';

/** As a version would add a field and rename another. */
const planted: readonly Migration[] = [
  (document) => ({ ...(document as object), schemaVersion: 2, added: [] }),
  (document) => {
    const { added, ...rest } = document as { added: unknown };
    return { ...rest, schemaVersion: 3, renamed: added };
  },
];

it('takes the steps from the version of a document to the last, in their order', () => {
  expect(migrateResult({ schemaVersion: 1, id: 'a' }, 1, planted)).toEqual({
    schemaVersion: 3,
    id: 'a',
    renamed: [],
  });
  expect(migrateResult({ schemaVersion: 2, added: [7] }, 2, planted)).toEqual({
    schemaVersion: 3,
    renamed: [7],
  });
});

it('leaves a document of the present version alone', () => {
  const document = { schemaVersion: 3 };
  expect(migrateResult(document, 3, planted)).toBe(document);
});

it('has a step for every version that was left', () => {
  expect(migrations).toHaveLength(SCHEMA_VERSION - 1);
});
