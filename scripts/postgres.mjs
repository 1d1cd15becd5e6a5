// A PostgreSQL server of our own for tests and benchmarks: in a temporary folder, on a free port of this machine alone, with a
// password that nobody else has. A process beside this one keeps it, and clears everything away when this one ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const keeper = fileURLToPath(new URL('postgres-keeper.mjs', import.meta.url));

/**
 * @typedef {object} Postgres
 * @property {string} url of its database "postgres", with user and password
 * @property {() => Promise<void>} stop ends the server and deletes what it stored
 */

/** @returns {Promise<Postgres>} */
export async function startPostgres() {
  // Apart from this process's group: Ctrl+C ends this one, and the keeper tidies up after it.
  const child = spawn(process.execPath, [keeper], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const closed = once(child, 'close');
  let [said, complained] = ['', ''];
  const url = await new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += String(chunk);
      if (said.endsWith('\n')) resolve(said.trim());
    });
    child.stderr.on('data', (chunk) => {
      complained += String(chunk);
    });
    child.once('error', reject);
    child.once('close', () => {
      reject(new Error(complained.trim()));
    });
  });
  return {
    url,
    stop: async () => {
      child.stdin.end();
      await closed;
    },
  };
}
