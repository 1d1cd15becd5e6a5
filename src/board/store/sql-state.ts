// Why a statement failed, by the standard's codes, which PGlite and PostgreSQL share.

export const FOREIGN_KEY_VIOLATION = '23503';
export const UNIQUE_VIOLATION = '23505';

/** @returns undefined for what no database has thrown. */
export function sqlStateOf(thrown: unknown): string | undefined {
  // Drizzle wraps what went wrong into the text of its query.
  const { cause } = thrown instanceof Error ? thrown : {};
  const root = cause ?? thrown;
  return root instanceof Error && 'code' in root && typeof root.code === 'string'
    ? root.code
    : undefined;
}
