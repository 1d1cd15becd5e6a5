// A shader without what no compiler reads: names equal code equally, and travels light.

const DIRECTIVE = /^\/\/\s*#/u;

/** Without comments, indentation and empty lines; the directives of `unroll` stay. The .wgsl files hold no block comments. */
export function canonicalWgsl(source: string): string {
  return source
    .split('\n')
    .map((line) => line.trim())
    .map((line) => (DIRECTIVE.test(line) ? line : line.replace(/\s*\/\/.*$/u, '')))
    .filter((line) => line !== '')
    .join('\n');
}
