// Two origins: one serves the files that pages embed, as the board does; the other a page that somebody else wrote, with the
// policy that a test gives it.
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { launchBrowser } from '../../scripts/launch-browser.mjs';
import { main as buildEmbed } from '../../scripts/embed/build-embed.ts';
import { pageHeaders } from '../../src/board/api/page-headers.ts';
import {
  type EmbedManifest,
  parseEmbedManifest,
} from '../../src/results/snippet/embed-manifest.ts';

/** Path, on the page's own origin, of a copy of the engine, for `worker-url`; the estimate stands beside it. */
export const OWN_ENGINE = '/static/engine.js';

export interface Visit {
  readonly page: Page;
  /** What the console showed in red, and exceptions. */
  readonly errors: readonly string[];
  /** Of the embedded files, in the order in which they were asked for. */
  readonly asked: readonly string[];
}

export interface Post {
  /** Content-Security-Policy; "CDN" stands for the origin of the embedded files. */
  readonly policy?: string | undefined;
  readonly attributes?: string;
  /** More of the script's tag. */
  readonly scriptAttributes?: string;
}

export class EmbedHosts {
  readonly browser: Browser;
  readonly manifest: EmbedManifest;
  /** Where the embedded files are. */
  readonly cdn: string;
  /** Embedded files whose bytes are changed on their way. */
  readonly tampered = new Set<string>();
  /** Embedded files that do not come. */
  readonly lost = new Set<string>();
  readonly #servers: readonly Server[];
  readonly #posts: Post[] = [];
  readonly #folder: string;

  static async open(): Promise<EmbedHosts> {
    const folder = mkdtempSync(join(tmpdir(), 'flopscope-hosts-'));
    await buildEmbed([folder]);
    return new EmbedHosts(folder, await launchBrowser(), await listen(), await listen());
  }

  private constructor(folder: string, browser: Browser, files: Server, posts: Server) {
    this.browser = browser;
    this.#folder = folder;
    this.#servers = [files, posts];
    this.cdn = addressOf(files);
    this.manifest = parseEmbedManifest(readFileSync(join(folder, 'embed/manifest.json'), 'utf8'));
    files.on('request', (request, response) => {
      this.#serveFile(request, response);
    });
    posts.on('request', (request, response) => {
      this.#servePost(request, response);
    });
  }

  async visit(post: Post): Promise<Visit> {
    this.#posts.push(post);
    const context = await this.browser.createBrowserContext();
    const page = await context.newPage();
    const errors: string[] = [];
    const asked: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('request', (request) => {
      if (request.url().startsWith(this.cdn))
        asked.push(request.url().replace(/^.*\/embed\//u, ''));
    });
    const [, posts] = this.#servers;
    if (posts === undefined) throw new Error('The server of the posts is gone.');
    await page.goto(`${addressOf(posts)}/${this.#posts.length - 1}`, { waitUntil: 'load' });
    return { page, errors, asked };
  }

  async close(): Promise<void> {
    await this.browser.close();
    for (const server of this.#servers) server.close();
  }

  #serveFile({ url = '/' }: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(url, this.cdn);
    const name = pathname.replace('/embed/', '');
    for (const [header, value] of Object.entries(pageHeaders(pathname))) {
      response.setHeader(header, value);
    }
    response.setHeader('Content-Type', 'text/javascript');
    const isKnown = Object.values(this.manifest.files).some(({ file }) => file === name);
    if (!isKnown || this.lost.has(name)) {
      response.writeHead(404).end();
      return;
    }
    const code = readFileSync(join(this.#folder, 'embed', name));
    response.end(this.tampered.has(name) ? `${code.toString()}\n` : code);
  }

  #servePost({ url = '/' }: IncomingMessage, response: ServerResponse): void {
    const { 'engine.js': engine, 'estimate.js': estimate } = this.manifest.files;
    const copies = new Map([
      [OWN_ENGINE, engine.file],
      [`/static/${estimate.file}`, estimate.file],
    ]);
    const copy = copies.get(url);
    if (copy !== undefined) {
      response.setHeader('Content-Type', 'text/javascript');
      response.end(readFileSync(join(this.#folder, 'embed', copy)));
      return;
    }
    const post = this.#posts[Number(url.slice(1))];
    if (post === undefined) {
      response.writeHead(404).end();
      return;
    }
    const { policy, attributes = '', scriptAttributes = '' } = post;
    if (policy !== undefined) {
      response.setHeader('Content-Security-Policy', policy.replaceAll('CDN', this.cdn));
    }
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    const { file, integrity } = this.manifest.files['flop-scope.js'];
    response.end(
      `<!doctype html><html lang="en"><head><title>A post</title><link rel="icon" href="data:,">
<script type="module" src="${this.cdn}/embed/${file}" integrity="${integrity}" crossorigin="anonymous" ${scriptAttributes}></script>
</head><body><flop-scope suite="smoke" ${attributes}><p>Fallback</p></flop-scope></body></html>`,
    );
  }
}

function listen(): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, 'localhost', () => {
      resolve(server);
    });
  });
}

function addressOf(server: Server): string {
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}
