// Keeps the server of postgres.mjs: starts it, writes its address to the standard output, and stops it and deletes its folder as
// soon as the standard input ends. That it does however the process at its other end goes, killed or not.
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPostgres } from './find-postgres.mjs';

const execute = promisify(execFile);

/** Whom a server runs as that root starts: PostgreSQL refuses root. Debian's package makes this user. */
const USER = 'postgres';

/** It stores nothing for good, and other work on the machine needs the disk. Nothing else is changed. */
const SETTINGS = { fsync: 'off', unix_socket_directories: '', listen_addresses: '127.0.0.1' };

const isRoot = process.getuid?.() === 0;

/** @param {string} program @param {readonly string[]} args @returns {[string, string[]]} */
function unprivileged(program, args) {
  if (!isRoot) return [program, [...args]];
  const as = [`--reuid=${USER}`, `--regid=${USER}`, '--init-groups'];
  return ['setpriv', [...as, program, ...args]];
}

async function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'flopscope-postgres-'));
  if (!isRoot) return folder;
  try {
    const idOf = async (/** @type {string} */ kind) =>
      Number((await execute('id', [kind, USER])).stdout);
    chownSync(folder, await idOf('-u'), await idOf('-g'));
    return folder;
  } catch {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(
      `PostgreSQL does not run as root, and there is no user "${USER}" to run it as.`,
    );
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}

/** @param {string} folder @param {{ initdb: string, postgres: string }} programs */
async function serve(folder, { initdb, postgres }) {
  const [data, secret] = [join(folder, 'data'), join(folder, 'password')];
  const password = randomBytes(16).toString('hex');
  writeFileSync(secret, password);
  const created = [
    `--pgdata=${data}`,
    `--pwfile=${secret}`,
    '--username=flopscope',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  await execute(...unprivileged(initdb, created), { cwd: folder });
  const port = await freePort();
  const settings = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const child = spawn(...unprivileged(postgres, ['-D', data, ...settings]), {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  await new Promise((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      log = (log + String(chunk)).slice(-4000);
      if (log.includes('ready to accept connections')) resolve(undefined);
    });
    child.once('error', reject);
    child.once('exit', () => {
      reject(new Error(`PostgreSQL did not start: ${log}`));
    });
  });
  return { child, url: `postgres://flopscope:${password}@127.0.0.1:${port}/postgres` };
}

const ended = Promise.race([
  once(process.stdin.resume(), 'end'),
  ...['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)),
]);
/** @type {string | undefined} */
let folder;
try {
  const programs = findPostgres();
  folder = await makeFolder();
  const { child, url } = await serve(folder, programs);
  process.stdout.write(`${url}\n`);
  const gone = once(child, 'exit');
  await Promise.race([ended, gone]);
  // Connections are ended, and the server with them.
  child.kill('SIGINT');
  await gone;
} catch (thrown) {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
  process.exitCode = 1;
} finally {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  process.stdin.destroy();
}
