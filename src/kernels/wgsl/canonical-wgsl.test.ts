import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalWgsl } from './canonical-wgsl.ts';
import { unroll } from './unroll.ts';

const files = readdirSync('src/kernels', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.wgsl'))
  .map((name) => [name, readFileSync(`src/kernels/${name}`, 'utf8')] as const);

describe('canonicalWgsl', () => {
  it('drops comments, indentation and empty lines, and keeps directives', () => {
    const source =
      'fn main() { // why\n\n  // #for i in 2\n  let x$i = 1u; // each\n  // #end\n  // gone\n}\n';
    expect(canonicalWgsl(source)).toBe('fn main() {\n// #for i in 2\nlet x$i = 1u;\n// #end\n}');
  });

  it('gives the same before unrolling as after', () => {
    const source =
      'a;\n  // #for i in COUNT\n  b$i; // of $i\n    // #if EVEN\n    c;\n  // #end\n// #end\n';
    const names = { COUNT: 3, EVEN: 1 };
    const after = canonicalWgsl(unroll(source, names));
    expect(canonicalWgsl(unroll(canonicalWgsl(source), names))).toBe(after);
    expect(after).toBe('a;\nb0;\nc;\nb1;\nc;\nb2;\nc;');
  });

  // Whatever is cut has to be a comment to the end of its line, which a block comment or a string would break.
  it.each(files)('%s holds line comments alone', (_, source) => {
    expect(source).not.toMatch(/\/\*|\*\//u);
    expect(canonicalWgsl(canonicalWgsl(source))).toBe(canonicalWgsl(source));
  });
});
