// Builds a shader from a readable .wgsl body: the enables, aliases and sizes that depend on problem and
// tunables go in front as constants, because Tint drops bounds checks and loop counters it can prove idle.
import { unroll } from './unroll.ts';

export interface ShaderParts {
  readonly enables?: readonly string[];
  /** Diagnostics to turn off, such as an analysis of uniformity that cannot see through subgroups. */
  readonly diagnosticsOff?: readonly string[];
  readonly aliases?: Readonly<Record<string, string>>;
  /** Whole numbers become `u32`, booleans `bool`. Unroll directives see the numbers. */
  readonly constants: Readonly<Record<string, number | boolean>>;
  /** Bodies in order; the last one usually holds the entry point `main`. */
  readonly sources: readonly string[];
}

export function assembleShader(parts: ShaderParts): string {
  const { enables = [], diagnosticsOff = [], aliases = {}, constants, sources } = parts;
  const entries = Object.entries(constants);
  const numbers = Object.fromEntries(
    entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
  const lines = [
    ...enables.map((name) => `enable ${name};`),
    ...diagnosticsOff.map((rule) => `diagnostic(off, ${rule});`),
    ...Object.entries(aliases).map(([name, type]) => `alias ${name} = ${type};`),
    ...entries.map(([name, value]) =>
      typeof value === 'number'
        ? `const ${name} = ${value}u;`
        : `const ${name} = ${String(value)};`,
    ),
  ];
  return [lines.join('\n'), ...sources.map((source) => unroll(source, numbers))].join('\n\n');
}
