// The built lab, served as `npm start` serves it, in a real Chrome or Chromium.
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, ElementHandle, Page } from 'puppeteer';
import { preview, type PreviewServer } from 'vite';
import { launchBrowser } from '../../scripts/launch-browser.mjs';

export class Lab {
  readonly address: string;
  readonly browser: Browser;
  readonly #server: PreviewServer;

  /** @throws when the page was not built. */
  static async open(extraFlags: readonly string[] = []): Promise<Lab> {
    if (!existsSync('dist/page/index.html')) throw new Error('Run "npm run build" first.');
    const server = await preview({
      preview: { port: 0, host: 'localhost', allowedHosts: ['lab.test'] },
      logLevel: 'error',
    });
    const browser = await launchBrowser({ extraFlags });
    const [address] = server.resolvedUrls?.local ?? [];
    if (address === undefined) throw new Error('The preview server has no address.');
    return new Lab(address, browser, server);
  }

  private constructor(address: string, browser: Browser, server: PreviewServer) {
    this.address = address;
    this.browser = browser;
    this.#server = server;
  }

  /**
   * A page in a profile of its own; collects everything that a console would show in red.
   * @param host another name for this machine, mapped by a browser flag: an insecure origin.
   */
  async newPage(path = '', host = 'localhost'): Promise<{ page: Page; errors: string[] }> {
    const context = await this.browser.createBrowserContext();
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(this.address.replace('localhost', host) + path, { waitUntil: 'load' });
    return { page, errors };
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.#server.close();
  }
}

/** Selector of a `data-testid` through every shadow root. */
export function by(testId: string): string {
  return `>>> [data-testid="${testId}"]`;
}

/** Waits until the element is in the page and visible. */
export async function waitFor(page: Page, testId: string, timeout = 20_000): Promise<void> {
  await page.waitForSelector(by(testId), { timeout, visible: true });
}

/** The element's text with its shadow roots, whitespace folded; empty when it is not there. */
export async function textOf(page: Page, testId: string): Promise<string> {
  const element = await page.$(by(testId));
  if (element === null) return '';
  return element.evaluate((root) => {
    const collect = (node: Node): string => {
      if (node instanceof Text) return node.data;
      const inside = node instanceof Element && node.shadowRoot !== null ? node.shadowRoot : node;
      if (node instanceof HTMLStyleElement) return '';
      return Array.from(inside.childNodes, collect).join(' ');
    };
    return collect(root).replaceAll(/\s+/g, ' ').trim();
  });
}

/** Chooses a file with this content on the Measure screen and waits for the page to answer. */
export async function openResult(page: Page, content: string): Promise<void> {
  const path = join(mkdtempSync(join(tmpdir(), 'flopscope-file-')), 'result.json');
  writeFileSync(path, content);
  await waitFor(page, 'open-result');
  const input = await page.waitForSelector(by('result-file'));
  if (input === null) throw new Error('There is no file input.');
  await (input as ElementHandle<HTMLInputElement>).uploadFile(path);
  const answered = async () =>
    /file|result/i.test(
      (await textOf(page, 'result-source')) + (await textOf(page, 'file-message')),
    );
  while (!(await answered())) await new Promise((resolve) => setTimeout(resolve, 50));
}
