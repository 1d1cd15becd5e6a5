// Counts with the noun that they are of: "1 layer stays", "3 layers stay".

/** @param many when it is not `one` with an s. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
