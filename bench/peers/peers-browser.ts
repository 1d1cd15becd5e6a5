// A real browser and the server of the page in which Flopscope and its peers meet.
import { resolve } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { createServer, type ViteDevServer } from 'vite';
import { launchBrowser } from '../../scripts/launch-browser.mjs';

/** A browser takes a GPU that is busy for seconds for one that hangs, and ends it. */
const FLAGS = ['--disable-gpu-watchdog'];

export class PeersBrowser {
  readonly #browser: Browser;
  readonly #server: ViteDevServer;
  readonly #address: string;

  /** @param callLimitMs how long one call into the page may take. */
  static async open(callLimitMs: number): Promise<PeersBrowser> {
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
    const browser = await launchBrowser({ extraFlags: FLAGS, protocolTimeout: callLimitMs });
    return new PeersBrowser(browser, server, address);
  }

  private constructor(browser: Browser, server: ViteDevServer, address: string) {
    this.#browser = browser;
    this.#server = server;
    this.#address = address;
  }

  /** A fresh page that is ready to be called. */
  async newPage(log: (line: string) => void): Promise<Page> {
    const page = await this.#browser.newPage();
    await page.exposeFunction('report', log);
    page.on('pageerror', (error) => {
      log(String(error));
    });
    await page.goto(`${this.#address}page.html`);
    await page.waitForFunction('typeof window.openField === "function"');
    return page;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
  }
}
