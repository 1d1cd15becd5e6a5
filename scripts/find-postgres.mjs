// Finds the programs of PostgreSQL: on the PATH, where Debian keeps them by version, or where Homebrew does.
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { platform } from 'node:os';

const suffix = platform() === 'win32' ? '.exe' : '';

/** Each holds a folder for every version, with the programs in its `bin`. */
const homes = [
  '/usr/lib/postgresql',
  '/opt/homebrew/opt',
  '/usr/local/opt',
  'C:\\Program Files\\PostgreSQL',
];

/** @returns {{ initdb: string, postgres: string }} their paths */
export function findPostgres() {
  const onPath = (process.env['PATH'] ?? '').split(delimiter);
  for (const folder of [...onPath, ...homes.flatMap(versionsIn)]) {
    const [initdb, postgres] = [join(folder, `initdb${suffix}`), join(folder, `postgres${suffix}`)];
    if (existsSync(initdb) && existsSync(postgres)) return { initdb, postgres };
  }
  throw new Error(
    'PostgreSQL is not installed, and the board is tested on it. On Debian: apt install postgresql. With Homebrew: brew install postgresql.',
  );
}

/** The newest first. @param {string} home */
function versionsIn(home) {
  if (!existsSync(home)) return [];
  return readdirSync(home)
    .filter((name) => /^(postgresql@?)?\d*$/u.test(name))
    .sort((one, other) => other.localeCompare(one, 'en', { numeric: true }))
    .map((name) => join(home, name, 'bin'));
}
