// After `npm ci` in the repository: builds the command line, so that `npx flopscope` works at once.
// An installation without development dependencies has nothing to build with and nothing to build.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (existsSync('node_modules/vite/package.json')) {
  const { status } = spawnSync('npm', ['run', '--silent', 'build:cli'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exit(status ?? 1);
}
