// `npm run build:package`, second half: the declarations of everything that the entry points of the package reach, beside the
// built code. Types were checked before (`npm run typecheck`); this only writes them.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

/** `./x.ts` of the source is `./x.js` for whoever installs the package; only declarations of it lie there. */
const SPECIFIER = /(from\s+|import\(\s*|import\s+)(['"])(\.{1,2}\/[^'"]+)\.ts\2/g;

const [output = 'dist/package'] = process.argv.slice(2);
const root = resolve('src');
const target = resolve(output, 'types');
const entries = ts.sys
  .readDirectory('src/package', ['.ts'])
  .filter((file) => !file.endsWith('.test.ts'));
const { config } = ts.readConfigFile('tsconfig.ui.json', ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
const program = ts.createProgram([...entries, 'src/env.d.ts'], {
  ...options,
  noEmit: false,
  declaration: true,
  emitDeclarationOnly: true,
  noCheck: true,
  stripInternal: true,
  rootDir: root,
  outDir: target,
});

rmSync(target, { recursive: true, force: true });
let files = 0;
const waiting = entries.map((file) => resolve(file));
const seen = new Set(waiting);
for (const path of waiting) {
  const source = program.getSourceFile(path);
  if (source === undefined) throw new Error(`${path} is imported by a declaration and not there.`);
  program.emit(
    source,
    (name, text) => {
      const rewritten = text.replaceAll(SPECIFIER, (_, before, quote, specifier) => {
        const imported = resolve(dirname(path), `${specifier}.ts`);
        if (!seen.has(imported)) {
          seen.add(imported);
          waiting.push(imported);
        }
        return `${before}${quote}${specifier}.js${quote}`;
      });
      mkdirSync(dirname(name), { recursive: true });
      writeFileSync(name, rewritten);
      files += 1;
    },
    undefined,
    true,
  );
}
process.stdout.write(`${files} declarations in ${join(output, 'types')}\n`);
