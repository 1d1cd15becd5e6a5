// `npm run typecheck`: each part of the source against its own configuration, by TypeScript 7, which takes a tenth of the time
// of 6.0; the linter needs 6.0 (docs/decisions/005-dependencies.md). Named by its path, since both bring a command "tsc".
import { spawnSync } from 'node:child_process';

const compiler = 'node_modules/typescript-7/bin/tsc';
const ended = ['engine', 'ui', 'node'].map((part) =>
  spawnSync(process.execPath, [compiler, '-p', `tsconfig.${part}.json`], { stdio: 'inherit' }),
);
process.exit(ended.every(({ status }) => status === 0) ? 0 : 1);
