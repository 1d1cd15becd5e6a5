// Runs a TypeScript program of bench/ in Node with the bundler's resolution (`?raw`, import.meta.glob):
// node scripts/run.mjs bench/clocks.ts --host node
import { resolve } from 'node:path';
import { createServer } from 'vite';

const [, , program, ...args] = process.argv;
if (program === undefined) {
  process.stderr.write('Name a program, for instance: npm run bench:clocks\n');
  process.exit(1);
}
const server = await createServer({
  server: { middlewareMode: true, ws: false, watch: null },
  appType: 'custom',
  logLevel: 'error',
});
try {
  const { main } = await server.ssrLoadModule(resolve(program));
  await main(args);
  process.exit(0);
} catch (thrown) {
  process.stderr.write(
    `${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`,
  );
  process.exit(1);
}
