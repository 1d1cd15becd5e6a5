// The element as a bundler packs it, on pages that a test writes, in a real Chrome or Chromium.
import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { build } from 'vite';
import { digits } from '../../scripts/digits/digits-plugin.ts';
import { launchBrowser } from '../../scripts/launch-browser.mjs';

export interface OpenedPage {
  readonly page: Page;
  /** Paths asked of the server after the page was loaded. */
  readonly requests: readonly string[];
  /** What the element told the author of the page. */
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
}

export class EmbedPages {
  readonly browser: Browser;
  readonly #server: Server;
  readonly #address: string;
  /** Pages by path. */
  readonly #pages: Map<string, string>;

  /** @param extraFlags of the browser. */
  static async open(extraFlags: readonly string[] = []): Promise<EmbedPages> {
    const folder = mkdtempSync(join(tmpdir(), 'flopscope-embed-'));
    await build({
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      plugins: [digits()],
      worker: { format: 'es', plugins: () => [digits()] },
      build: {
        outDir: folder,
        target: 'es2023',
        modulePreload: false,
        rolldownOptions: {
          input: { 'flop-scope': 'src/package/element-define.ts' },
          output: { entryFileNames: '[name].js' },
        },
      },
    });
    const pages = new Map<string, string>();
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const page = pages.get(pathname);
      if (page !== undefined) {
        const isJson = pathname.endsWith('.json');
        response.setHeader(
          'Content-Type',
          isJson ? 'application/json' : 'text/html; charset=utf-8',
        );
        response.end(page);
        return;
      }
      readFile(join(folder, pathname)).then(
        (file) => {
          response.setHeader('Content-Type', 'text/javascript');
          response.end(file);
        },
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    return new EmbedPages(await launchBrowser({ extraFlags }), server, pages);
  }

  private constructor(browser: Browser, server: Server, pages: Map<string, string>) {
    this.browser = browser;
    this.#server = server;
    this.#pages = pages;
    this.#address = `http://localhost:${(server.address() as AddressInfo).port}`;
  }

  /** Serves text at a path, for the attribute `result`. */
  serve(path: string, text: string): void {
    this.#pages.set(path, text);
  }

  /**
   * @param body of a page in which the element is registered. @param head more for the page's head.
   * @param host another name for this machine, mapped by a flag of the browser: an insecure origin.
   */
  async show(
    body: string,
    { head = '', html = '', width = 800, host = 'localhost' } = {},
  ): Promise<OpenedPage> {
    const path = `/${this.#pages.size}.html`;
    this.#pages.set(
      path,
      `<!doctype html><html lang="en" ${html}><head><meta charset="utf-8"><title>A post</title><link rel="icon" href="data:,"><script type="module" src="/flop-scope.js"></script>${head}</head><body><main><h1>A post</h1>${body}<p>After it.</p></main></body></html>`,
    );
    const page = await this.browser.newPage();
    await page.setViewport({ width, height: 900 });
    const requests: string[] = [];
    const warnings: string[] = [];
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.text().startsWith('<flop-scope>')) warnings.push(message.text());
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(this.#address.replace('localhost', host) + path, { waitUntil: 'load' });
    await page.waitForFunction(() =>
      Array.from(document.querySelectorAll('flop-scope')).every(
        (element) => element.shadowRoot?.querySelector('.sheet') !== null,
      ),
    );
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    return { page, requests, warnings, errors };
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.#server.close();
  }
}

/** The drawn text of an element, whitespace folded. */
export function drawnText(page: Page, selector = 'flop-scope'): Promise<string> {
  return page.$eval(selector, (element) =>
    (element.shadowRoot?.querySelector('.sheet')?.textContent ?? '').replaceAll(/\s+/g, ' ').trim(),
  );
}
