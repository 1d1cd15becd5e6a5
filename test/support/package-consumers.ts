// Projects that install the packed archive, as their authors have them: the archive unpacked, its dependencies beside it (linked,
// because tests use no network), and the examples of docs/package.md as their code.
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize, resolve } from 'node:path';
import { pack } from '../../scripts/package/pack.mjs';

const EXAMPLE = /<!-- file: (\S+) -->\s+```\w+\n([\s\S]*?)```/g;

/** A folder with `node_modules` and a folder for each example of the documentation. */
export function consumers(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flopscope-consumers-'));
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  execFileSync('tar', ['-xzf', pack(folder).archive, '-C', folder]);
  renameSync(join(folder, 'package'), join(modules, 'flopscope'));
  const { dependencies, optionalDependencies } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  ) as Record<'dependencies' | 'optionalDependencies', Record<string, string>>;
  // The latter are lit's own, which an import map names.
  const ofLit = ['@lit/reactive-element', 'lit-element', 'lit-html'];
  for (const name of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...ofLit]) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(resolve('node_modules', name), join(modules, name), 'junction');
  }
  for (const [, path = '', code = ''] of readFileSync('docs/package.md', 'utf8').matchAll(
    EXAMPLE,
  )) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), code);
  }
  return folder;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
};

/** Files as the plainest host serves them. */
export async function serveFolder(folder: string): Promise<{ server: Server; address: string }> {
  const server = createServer(({ url = '/' }, response) => {
    const path = normalize(new URL(url, 'http://localhost').pathname);
    try {
      const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
      const content = readFileSync(file);
      response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'text/plain' });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((ready) => server.listen(0, 'localhost', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return { server, address: `http://localhost:${address.port}/` };
}
