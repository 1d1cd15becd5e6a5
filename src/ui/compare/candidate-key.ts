/** Ids are UUIDs: eight of their characters tell a browser's results apart. */
const KEY_CHARACTERS = 8;

/** Short form of the id of a result, as addresses name it. */
export function candidateKey(id: string): string {
  return id.replaceAll(/[^\w-]/gu, '').slice(0, KEY_CHARACTERS) || 'unnamed';
}
