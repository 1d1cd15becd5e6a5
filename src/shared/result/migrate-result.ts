// Results of earlier schema versions, turned into the present one a version at a time: a step is written once, when its
// version is left, and knows only that version and the next.

/** Turns a document of one version into one of the next. What the last one makes is validated. */
export type Migration = (document: unknown) => unknown;

/** The first leads from version 1 to version 2: as many as SCHEMA_VERSION is beyond 1. */
export const migrations: readonly Migration[] = [];

/** @param version of the document, from 1 on. The present one, and what is none, come back as they are. */
export function migrateResult(document: unknown, version: number, steps = migrations): unknown {
  return steps
    .filter((_, index) => index + 1 >= version)
    .reduce((migrated, step) => step(migrated), document);
}
