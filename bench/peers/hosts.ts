// The two places where contenders meet: a page of a real browser, and Node with Dawn.
import { resolve } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { createServer, type ViteDevServer } from 'vite';
import { launchBrowser } from '../../scripts/launch-browser.mjs';
import { nodeProvider } from '../../src/cli/node-provider.ts';
import type { Host } from './arguments.ts';
import { type FieldFacts, type FieldOptions, OpenField } from './field.ts';
import { offerNavigator } from './node-navigator.ts';
import type { Row } from './row.ts';
import type { Shape } from './shapes.ts';

export interface OpenHost {
  readonly facts: FieldFacts;
  measure(shape: Shape): Promise<Row>;
  close(): Promise<void>;
}

type Log = (line: string) => void;

export function openHost(host: Host, options: FieldOptions, log: Log): Promise<OpenHost> {
  return host === 'node' ? openNode(options, log) : PageHost.open(options, log);
}

async function openNode(options: FieldOptions, log: Log): Promise<OpenHost> {
  const provider = await nodeProvider();
  await offerNavigator(provider.gpu);
  const field = await OpenField.open(provider, options);
  return {
    facts: field.facts,
    measure: (shape) => field.measure(shape, log),
    close: () => Promise.resolve(),
  };
}

/** A shape with slow peers on a slow adapter takes minutes. */
const SHAPE_LIMIT_MS = 1_800_000;

/** A browser takes a GPU that is busy for seconds for one that hangs, and ends it. */
const FLAGS = ['--disable-gpu-watchdog'];

class PageHost implements OpenHost {
  readonly #browser: Browser;
  readonly #server: ViteDevServer;
  readonly #address: string;
  readonly #options: FieldOptions;
  readonly #log: Log;
  #page: Page | undefined;
  #facts: FieldFacts | undefined;

  static async open(options: FieldOptions, log: Log): Promise<PageHost> {
    const server = await createServer({
      root: resolve('bench/peers'),
      configFile: false,
      logLevel: 'error',
      appType: 'mpa',
      server: {
        port: 0,
        host: 'localhost',
        fs: { allow: [resolve('.')] },
        // A file that is edited during the run must not reload the page.
        hmr: false,
        ws: false,
        watch: null,
        // Refines performance.now() from 100 µs to 5 µs.
        headers: {
          'Cross-Origin-Opener-Policy': 'same-origin',
          'Cross-Origin-Embedder-Policy': 'require-corp',
        },
      },
      // ONNX Runtime finds its WebAssembly beside itself.
      optimizeDeps: { entries: ['page.html'], exclude: ['onnxruntime-web'] },
    });
    await server.listen();
    const [address] = server.resolvedUrls?.local ?? [];
    if (address === undefined) throw new Error('The development server has no address.');
    const browser = await launchBrowser({ extraFlags: FLAGS, protocolTimeout: SHAPE_LIMIT_MS });
    const host = new PageHost(browser, server, address, options, log);
    try {
      await host.#openPage();
    } catch (thrown) {
      await host.close();
      throw thrown;
    }
    return host;
  }

  private constructor(
    browser: Browser,
    server: ViteDevServer,
    address: string,
    options: FieldOptions,
    log: Log,
  ) {
    this.#browser = browser;
    this.#server = server;
    this.#address = address;
    this.#options = options;
    this.#log = log;
  }

  get facts(): FieldFacts {
    if (this.#facts === undefined) throw new Error('The page is not open.');
    return this.#facts;
  }

  async measure(shape: Shape): Promise<Row> {
    const page = this.#page ?? (await this.#openPage());
    try {
      return (await page.evaluate(`window.measureShape(${JSON.stringify(shape)})`)) as Row;
    } catch (thrown) {
      // Whatever broke (a lost device, a crashed tab), the next shape starts in a fresh page.
      this.#page = undefined;
      await page.close().catch(() => undefined);
      throw thrown;
    }
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
  }

  async #openPage(): Promise<Page> {
    const page = await this.#browser.newPage();
    await page.exposeFunction('report', this.#log);
    page.on('pageerror', (error) => {
      this.#log(String(error));
    });
    await page.goto(`${this.#address}page.html`);
    await page.waitForFunction('typeof window.openField === "function"');
    this.#facts = (await page.evaluate(
      `window.openField(${JSON.stringify(this.#options)})`,
    )) as FieldFacts;
    this.#page = page;
    return page;
  }
}
