// Builds what pages embed, dist/page/embed/: each part one self-contained module, named by its content, its hash known to the part
// that loads it: `node scripts/run.mjs scripts/embed/build-embed.ts`, after the build of the lab.
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import type { HostedFile, HostedName } from '../../src/embed/cdn/hosted-file.ts';
import { digits } from '../digits/digits-plugin.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { leanChoices } from './lean-choices.ts';
import { leanStyles } from './lean-styles.ts';
import { leanWgsl } from './lean-wgsl.ts';

interface Built extends HostedFile {
  readonly bytes: number;
  readonly gzipBytes: number;
}

type Several<Value> = Readonly<Partial<Record<HostedName, Value>>>;

/** What a part is told of others. */
interface Known {
  readonly files: Several<HostedFile>;
  readonly sizes: Several<number>;
}

const NOTHING: Known = { files: {}, sizes: {} };

/** @param args the folder of the built lab; dist/page when left out. */
export async function main([folder = 'dist/page']: readonly string[]): Promise<void> {
  // Which of their builds libraries hand out hangs on it, and a program that runs under a dev server has another.
  process.env['NODE_ENV'] = 'production';
  const target = join(folder, 'embed');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const [engine, estimate, fitFrame] = await Promise.all([
    part(target, 'engine', 'src/workers/measure.worker.ts'),
    part(target, 'estimate', 'src/workers/estimate.worker.ts'),
    part(target, 'fit-frame', 'src/embed/frame/fit-frame.ts'),
  ]);
  const loadedByRun = { files: { engine: named(engine), estimate: named(estimate) }, sizes: {} };
  const run = await part(target, 'run', 'src/embed/cdn/run.ts', loadedByRun);
  const loadedByShell = {
    files: { run: named(run) },
    sizes: { run: run.gzipBytes, engine: engine.gzipBytes, estimate: estimate.gzipBytes },
  };
  const shell = await part(target, 'flop-scope', 'src/embed/cdn/flop-scope.ts', loadedByShell);
  // The page that others frame is this site's own and follows it; nothing pins it.
  const frame = await part(target, 'frame', 'src/embed/cdn/frame.ts', loadedByShell, 'frame.js');
  const files = {
    'flop-scope.js': shell,
    'run.js': run,
    'engine.js': engine,
    'estimate.js': estimate,
    'frame.js': frame,
    'fit-frame.js': fitFrame,
  };
  const manifest = { version: packageJson.version, files };
  writeFileSync(join(target, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

const named = ({ file, integrity }: Built): HostedFile => ({ file, integrity });

/** @param plainName of a file that keeps its name whatever it holds. */
async function part(
  folder: string,
  name: string,
  entry: string,
  known: Known = NOTHING,
  plainName?: string,
): Promise<Built> {
  const code = await bundle(entry, known);
  const hash = createHash('sha384').update(code).digest();
  const file = plainName ?? `${name}-${packageJson.version}-${hash.toString('hex', 0, 4)}.js`;
  writeFileSync(join(folder, file), code);
  return {
    file,
    integrity: `sha384-${hash.toString('base64')}`,
    bytes: code.length,
    gzipBytes: gzipSync(code, { level: 9 }).length,
  };
}

async function bundle(entry: string, known: Known): Promise<Buffer> {
  const output = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [leanWgsl(), leanStyles(), leanChoices(), digits()],
    define: {
      __FLOPSCOPE_FILES__: JSON.stringify(known.files),
      __FLOPSCOPE_SIZES__: JSON.stringify(known.sizes),
    },
    resolve: { alias: { '@petamoriken/float16': resolve('src/embed/cdn/native-float16.ts') } },
    build: {
      write: false,
      target: 'es2023',
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        output: { format: 'es', codeSplitting: false },
      },
    },
  });
  const built = Array.isArray(output) ? output : [output];
  const files = built.flatMap((each) => ('output' in each ? each.output : []));
  const [chunk] = files;
  if (chunk?.type !== 'chunk' || files.length > 1) {
    throw new Error(
      `${entry} became ${files.length} files (${files.map(({ fileName }) => fileName).join(', ')}); one is needed, whose hash is all.`,
    );
  }
  return Buffer.from(chunk.code);
}
