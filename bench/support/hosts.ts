// Runs one benchmark function in either host: Node through Dawn, or a page in real Chromium. The function
// lives in a module of bench/suites/ that exports `run(provider, options)`.
import { resolve } from 'node:path';
import { createServer } from 'vite';
import { launchBrowser } from '../../scripts/launch-browser.mjs';
import { nodeProvider } from '../../src/cli/node-provider.ts';
import type { BenchmarkModule } from './benchmark.ts';

export type Host = 'node' | 'chromium';

/** @param name of a module in bench/suites/, without its ending. */
export async function runBenchmark(host: Host, name: string, options: unknown): Promise<unknown> {
  if (host === 'node') {
    const module = (await import(`../suites/${name}.ts`)) as BenchmarkModule;
    return module.run(await nodeProvider(), options, (line) => {
      process.stderr.write(`${line}\n`);
    });
  }
  return inChromium(name, options);
}

async function inChromium(name: string, options: unknown): Promise<unknown> {
  const server = await createServer({
    root: resolve('.'),
    logLevel: 'error',
    server: { port: 0, host: 'localhost', hmr: false, watch: null },
  });
  await server.listen();
  const [address] = server.resolvedUrls?.local ?? [];
  if (address === undefined) throw new Error('The development server has no address.');
  // A benchmark of many minutes is one call of the page.
  const browser = await launchBrowser({ protocolTimeout: 3_600_000 });
  try {
    const page = await browser.newPage();
    page.on('console', (message) => process.stderr.write(`${message.text()}\n`));
    page.on('pageerror', (error) => process.stderr.write(`${String(error)}\n`));
    await page.goto(`${address}bench/support/page.html`);
    await page.waitForFunction('typeof window.flopscopeBench === "function"');
    const json = await page.evaluate(
      `window.flopscopeBench(${JSON.stringify(name)}, ${JSON.stringify(options)})`,
    );
    return JSON.parse(String(json)) as unknown;
  } finally {
    await browser.close();
    await server.close();
  }
}
