#!/usr/bin/env node
import { existsSync } from 'node:fs';

const built = new URL('../dist/cli/flopscope.mjs', import.meta.url);
if (existsSync(built)) {
  await import(built.href);
} else {
  process.stderr.write(
    'flopscope: the command line is not built yet. Run "npm run build:cli" first.\n',
  );
  process.exit(1);
}
