// `npm run pack:headless [-- FOLDER]`: one archive that measures a bare x86-64 Linux machine which has nothing
// but a Vulkan driver: Node, Dawn, the Vulkan loader and the built command line.
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { build } from 'vite';
import { findVulkanLoader } from './find-vulkan-loader.mjs';

const NAME = 'flopscope-headless-linux-x64';

/** What an e-mail server, a ticket or a slow line to a server still takes. */
const LARGEST_ARCHIVE_BYTES = 50 * 2 ** 20;

/** Packages that are bundled into the command line. */
const BUNDLED = [
  '@petamoriken/float16',
  'commander',
  'fastest-levenshtein',
  'simple-statistics',
  'valibot',
];

/** Of the board, which a bare server that is only measured does not serve. */
const LEFT_OUT = [
  '@electric-sql/pglite',
  '@hono/node-server',
  '@valibot/to-json-schema',
  'drizzle-orm',
  'hono',
  'pg',
];

function checkPlatform() {
  const { platform, arch } = process;
  if (platform !== 'linux' || arch !== 'x64') {
    throw new Error(
      `The archive holds this machine's Node, so it is made on x86-64 Linux; this is ${platform} ${arch}. Run it there, or in a container (docker run --platform linux/amd64 node:22).`,
    );
  }
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (
    process.report.getReport()
  );
  if (report.header.glibcVersionRuntime === undefined) {
    throw new Error(
      "Dawn is built for glibc, and this Node is for musl (Alpine). Pack with Debian's or nodejs.org's Node.",
    );
  }
}

/**
 * Debug symbols double the archive; without binutils it is packed as it is.
 * @param {string} file @param {'--strip-all' | '--strip-unneeded'} extent
 */
function strip(file, extent) {
  const { error } = spawnSync('strip', [extent, file], { stdio: 'inherit' });
  if (error !== undefined)
    process.stderr.write('pack:headless: no "strip" here, symbols are kept.\n');
}

/** @param {readonly string[]} candidates @param {string} otherwise text where none exists */
function licence(candidates, otherwise) {
  const path = candidates.find(existsSync);
  return path === undefined ? otherwise : readFileSync(path, 'utf8');
}

/** @param {string} folder @param {string} loader */
function writeLicences(folder, loader) {
  const node = dirname(dirname(realpathSync(process.execPath)));
  const texts = {
    'flopscope.txt': readFileSync('LICENSE', 'utf8'),
    'dawn.txt': readFileSync('node_modules/webgpu/LICENSE.md', 'utf8'),
    'node.txt': licence(
      [join(node, 'LICENSE'), '/usr/share/doc/nodejs/LICENSE', '/usr/share/doc/nodejs/copyright'],
      `Node.js ${process.version}, MIT and the licences of what it contains:\nhttps://github.com/nodejs/node/blob/${process.version}/LICENSE\n`,
    ),
    'vulkan-loader.txt': licence(
      ['/usr/share/doc/libvulkan1/copyright', '/usr/share/licenses/vulkan-loader/LICENSE.txt'],
      `Vulkan loader (${loader}), Copyright The Khronos Group Inc., Valve Corporation, LunarG Inc.\nApache License 2.0: https://www.apache.org/licenses/LICENSE-2.0\nSource: https://github.com/KhronosGroup/Vulkan-Loader\n`,
    ),
    ...Object.fromEntries(
      BUNDLED.map((name) => [
        `${name.replace('/', '-').replace('@', '')}.txt`,
        licence(
          ['LICENSE', 'LICENSE.md'].map((file) => join('node_modules', name, file)),
          `${name}: see https://www.npmjs.com/package/${name}\n`,
        ),
      ]),
    ),
  };
  mkdirSync(folder);
  for (const [file, text] of Object.entries(texts)) writeFileSync(join(folder, file), text);
}

/** @param {string} root */
async function fill(root) {
  const loader = findVulkanLoader();
  await build({
    configFile: 'vite.cli.config.ts',
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['webgpu', ...LEFT_OUT] },
    build: { outDir: join(root, 'app'), emptyOutDir: true, sourcemap: false },
  });
  const dawn = join('node_modules', 'webgpu');
  const binary = join('dist', 'linux-x64', 'dawn.node');
  for (const file of ['package.json', 'index.js', 'LICENSE.md', binary]) {
    cpSync(join(dawn, file), join(root, 'app', dawn, file));
  }
  cpSync(realpathSync(process.execPath), join(root, 'bin', 'node'));
  cpSync(realpathSync(loader), join(root, 'lib', 'libvulkan.so.1'));
  cpSync('scripts/headless', root, { recursive: true });
  writeLicences(join(root, 'LICENSES'), loader);
  strip(join(root, 'bin', 'node'), '--strip-all');
  strip(join(root, 'app', dawn, binary), '--strip-unneeded');
  for (const file of ['flopscope', 'bin/node']) chmodSync(join(root, file), 0o755);
}

/** @param {string} folder the one that holds `NAME` @param {string} archive */
async function compress(folder, archive) {
  const tar = spawn('tar', ['--owner=0', '--group=0', '-cf', '-', '-C', folder, NAME], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = new Promise((resolve) => tar.once('close', resolve));
  await pipeline(tar.stdout, createGzip({ level: 9 }), createWriteStream(archive));
  if ((await exit) !== 0) throw new Error('tar failed; its message stands above.');
}

const [, , output = 'dist'] = process.argv;
const staging = mkdtempSync(join(tmpdir(), 'flopscope-headless-'));
try {
  checkPlatform();
  mkdirSync(output, { recursive: true });
  await fill(join(staging, NAME));
  const archive = join(output, `${NAME}.tar.gz`);
  await compress(staging, archive);
  const { size } = statSync(archive);
  if (size > LARGEST_ARCHIVE_BYTES) {
    throw new Error(
      `${archive} has ${Math.ceil(size / 2 ** 20)} MiB, more than ${LARGEST_ARCHIVE_BYTES / 2 ** 20}. Install binutils for "strip", or pack with a smaller Node.`,
    );
  }
  process.stdout.write(`${archive}  ${(size / 2 ** 20).toFixed(1)} MiB\n`);
} catch (thrown) {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  process.stderr.write(`pack:headless: ${reason}\n`);
  process.exitCode = 1;
} finally {
  rmSync(staging, { recursive: true, force: true });
}
