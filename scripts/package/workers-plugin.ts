// Workers of the package stay what a consumer's bundler knows: `new Worker(new URL('./x.worker.js', import.meta.url))`. Vite
// would put them into a bundle of their own, which no other bundler finds.
import { dirname, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';

const SOURCE = 'src';
const worker = /new URL\(\s*'(\.[^']+\.worker)\.ts',\s*import\.meta\.url\s*\)/g;
const mark = /__workerOfPackage\("([^"]+)"\)/g;

export function workersOfPackage(): Plugin {
  const root = resolve(SOURCE);
  return {
    name: 'flopscope-workers-of-package',
    enforce: 'pre',
    transform(code, id) {
      if (!worker.test(code)) return undefined;
      return code.replaceAll(worker, (_, path: string) => {
        const file = resolve(dirname(id), `${path}.ts`);
        const name = relative(root, file).replaceAll('\\', '/').replace(/\.ts$/, '');
        this.emitFile({ type: 'chunk', id: file, name, preserveSignature: 'strict' });
        return `__workerOfPackage("${name}.js")`;
      });
    },
    renderChunk(code, { fileName }) {
      if (!code.includes('__workerOfPackage')) return null;
      return code.replaceAll(mark, (_, target: string) => {
        const path = relative(dirname(fileName), target).replaceAll('\\', '/');
        return `new URL("${path.startsWith('.') ? path : `./${path}`}", import.meta.url)`;
      });
    },
  };
}
