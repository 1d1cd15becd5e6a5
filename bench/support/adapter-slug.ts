/** The adapter as part of a file's name: "mesa-software-llvmpipe". */
export function adapterSlug(adapter: string): string {
  return adapter
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .split('-')
    .slice(0, 3)
    .filter((part) => part !== '')
    .join('-');
}
