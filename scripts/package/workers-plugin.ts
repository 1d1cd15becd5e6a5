// Workers of the package stay what a consumer's bundler knows: `new Worker(new URL('./x.worker.js', import.meta.url))`. Vite
// would put them where no other bundler finds them. Each is one file with its dependencies, because import maps do not
// reach into workers.
import { dirname, relative, resolve } from 'node:path';
import { build, type Plugin } from 'vite';

const SOURCE = 'src';
const worker = /new URL\(\s*'(\.[^']+\.worker)\.ts',\s*import\.meta\.url,?\s*\)/g;
const mark = /__workerOfPackage\("([^"]+)"\)/g;

export function workersOfPackage(): Plugin {
  const root = resolve(SOURCE);
  const sources = new Map<string, string>();
  return {
    name: 'flopscope-workers-of-package',
    enforce: 'pre',
    transform(code, id) {
      if (!code.includes('.worker.ts')) return undefined;
      return code.replaceAll(worker, (_, path: string) => {
        const file = resolve(dirname(id), `${path}.ts`);
        const name = relative(root, file).replaceAll('\\', '/').replace(/\.ts$/, '.js');
        sources.set(name, file);
        return `__workerOfPackage("${name}")`;
      });
    },
    renderChunk(code, { fileName }) {
      if (!code.includes('__workerOfPackage')) return null;
      return code.replaceAll(mark, (_, target: string) => {
        const path = relative(dirname(fileName), target).replaceAll('\\', '/');
        return `new URL("${path.startsWith('.') ? path : `./${path}`}", import.meta.url)`;
      });
    },
    async writeBundle({ dir = '.' }) {
      for (const [name, file] of sources) await buildWorker(file, name, dir);
    },
  };
}

async function buildWorker(file: string, name: string, outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2023',
      minify: false,
      lib: { entry: file, formats: ['es'], fileName: () => name },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
}
