// The site as any host serves it: dist/page below some path, by a server that knows nothing of it. Lab, documentation and
// article load without an error and without a request that fails; every link and every anchor leads somewhere.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, posix } from 'node:path';
import { AxePuppeteer } from '@axe-core/puppeteer';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../scripts/launch-browser.mjs';
import { FULL } from './support/full.ts';

const ROOT = 'dist/page';
const BELOW = '/some/where/';
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

let server: Server;
let browser: Browser;
let address: string;
const requested: string[] = [];
const missing: string[] = [];

beforeAll(async () => {
  if (!existsSync(`${ROOT}/docs/index.html`)) throw new Error('Run "npm run build" first.');
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    requested.push(path);
    const file = join(ROOT, path.slice(BELOW.length - 1), path.endsWith('/') ? 'index.html' : '');
    if (!path.startsWith(BELOW) || !existsSync(file)) {
      missing.push(path);
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' });
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  address = `http://localhost:${(server.address() as AddressInfo).port}${BELOW}`;
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  server.close();
});

const everyPage = () =>
  ['docs', 'post'].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((file) => file.endsWith('.html'))
      .map((file) => `${folder}/${file}`),
  );

describe('links', () => {
  it('lead to pages and anchors that exist, and never leave the folder', () => {
    const pages = new Map(
      everyPage().map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]),
    );
    const dead: string[] = [];
    for (const [path, source] of pages) {
      for (const [, link = ''] of source.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
        if (/^https?:/.test(link)) continue;
        const [file = '', anchor] = link.replaceAll('&amp;', '&').split('#');
        const target = file === '' ? path : posix.normalize(posix.join(posix.dirname(path), file));
        const isThere = !target.startsWith('..') && existsSync(join(ROOT, target));
        const text = pages.get(target) ?? '';
        const hasAnchor = anchor === undefined || anchor === '' || text.includes(`id="${anchor}"`);
        if (!isThere || !hasAnchor) dead.push(`${path}: ${link}`);
      }
    }
    expect(dead).toEqual([]);
    expect(pages.size).toBeGreaterThan(50);
  });

  it('no page has two anchors of one name, or anything inline', () => {
    for (const path of everyPage()) {
      const source = readFileSync(join(ROOT, path), 'utf8');
      const ids = Array.from(source.matchAll(/\sid="([^"]+)"/g), ([, id]) => id);
      expect(ids.length - new Set(ids).size, path).toBe(0);
      expect(source).not.toMatch(
        /<style|\sstyle="|\son\w+="|<script(?![^>]*(?:\ssrc=|application\/json))/,
      );
      expect(source).toContain('http-equiv="Content-Security-Policy"');
    }
  });
});

describe('the documentation', () => {
  const page = (name: string): string => readFileSync(join(ROOT, 'docs', `${name}.html`), 'utf8');

  it.each(['element', 'engine', 'models', 'estimate', 'results'])(
    'has a section on everything that flopscope/%s exports',
    (entry) => {
      const source = readFileSync(`src/package/${entry}.ts`, 'utf8');
      const lists = Array.from(
        source.matchAll(/^export (?:type )?\{([^}]*)\}/gmu),
        ([, list]) => list,
      );
      const names = lists
        .flatMap((list = '') => list.split(','))
        .map((name) => name.trim().replace(/^type |^.* as /gu, ''))
        .filter((name) => name !== '');
      expect(names.length).toBeGreaterThan(0);
      const text = page(`api-${entry}`);
      expect(names.filter((name) => !text.includes(`id="${name}"`))).toEqual([]);
    },
  );

  it('names every attribute, event, slot, part and custom property of the element', () => {
    const kinds = ['attributes', 'events', 'slots', 'cssParts', 'cssProperties'] as const;
    type Declared = { readonly tagName?: string } & Partial<
      Record<(typeof kinds)[number], readonly { readonly name: string }[]>
    >;
    const manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as {
      modules: { declarations: Declared[] }[];
    };
    const element = manifest.modules
      .flatMap(({ declarations }) => declarations)
      .find(({ tagName }) => tagName === 'flop-scope');
    const text = page('element');
    for (const kind of kinds) {
      const names = (element?.[kind] ?? []).map(({ name }) => name).filter((name) => name !== '');
      expect(names.length, kind).toBeGreaterThan(3);
      expect(
        names.filter((name) => !text.includes(`<code>${name}</code>`)),
        kind,
      ).toEqual([]);
    }
  });

  it('names every command of the command line and every path of the board', () => {
    const openapi = JSON.parse(readFileSync('docs/board-openapi.json', 'utf8')) as {
      paths: object;
    };
    const board = page('board-api');
    const paths = Object.keys(openapi.paths);
    expect(paths.filter((path) => !board.includes(path))).toEqual([]);
    const help = execFileSync(process.execPath, ['bin/flopscope.mjs', '--help']).toString();
    const commands = Array.from(help.matchAll(/^ {2}([a-z][\w-]+) /gmu), ([, name = '']) => name);
    expect(commands.length).toBeGreaterThan(8);
    const text = page('command-line');
    expect(commands.filter((name) => name !== 'help' && !text.includes(name))).toEqual([]);
  });
});

const shown = [
  'docs/index.html',
  'docs/element.html',
  'docs/methodology.html',
  ...(FULL
    ? [
        'docs/kernels.html',
        'docs/api-engine.html',
        'docs/board-api.html',
        'docs/command-line.html',
        'docs/facts-cross-gpu.html',
      ]
    : []),
  'post/',
];

describe.each(shown)('%s', (path) => {
  let page: Page;
  const errors: string[] = [];
  beforeAll(async () => {
    page = await open(path, errors);
  });
  afterAll(async () => {
    await page.browserContext().close();
  });

  it('loads without an error and without a missing file', () => {
    expect(errors).toEqual([]);
    expect(missing).toEqual([]);
  });

  it.each(['light', 'dark'])('has no violation in the %s theme', async (theme) => {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    const axe = new AxePuppeteer(page);
    if (theme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
    const { violations } = await axe.analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
    ).toEqual([]);
  });

  it('fits a phone', async () => {
    await page.setViewport({ width: 375, height: 800 });
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
  });
});

describe('the lab', () => {
  it('starts below any path, and its footer leads to the documentation and the article', async () => {
    const errors: string[] = [];
    const page = await open('', errors);
    await page.waitForSelector('>>> [data-testid="measure-button"]');
    const links = await page.$$eval('>>> footer a', (all) =>
      all.map((link) => link.getAttribute('href')),
    );
    expect(links).toEqual(expect.arrayContaining(['./docs/index.html', './post/index.html']));
    expect(errors).toEqual([]);
    expect(missing).toEqual([]);
    await page.browserContext().close();
  });
});

describe('the article', () => {
  it('shows the author’s figures by its own script alone, and moves nothing', async () => {
    requested.length = 0;
    const page = await open('post/', []);
    const text = await page.waitForFunction(() => {
      const drawn = document.querySelector('flop-scope')?.shadowRoot?.textContent;
      return drawn?.includes('GFLOPS') ? drawn : undefined;
    });
    expect(await text.jsonValue()).toMatch(/software adapter/i);
    const own = requested.filter((path) => !/\/(?:post|docs)\/|favicon/.test(path));
    expect(own).toHaveLength(1);
    expect(own[0]).toMatch(/\/embed\/flop-scope/);
    expect(await page.evaluate(shiftOfLayout)).toBeLessThan(0.01);
    await page.browserContext().close();
  });
});

async function open(path: string, errors: string[]): Promise<Page> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(address + path, { waitUntil: 'networkidle0' });
  return page;
}

/** Cumulative layout shift up to now. Runs in the page. */
function shiftOfLayout(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => {
      resolve(
        list.getEntries().reduce((sum, entry) => sum + Number(Reflect.get(entry, 'value')), 0),
      );
    }).observe({ type: 'layout-shift', buffered: true });
    // No entry is no shift, and then the observer is never called.
    setTimeout(() => {
      resolve(0);
    }, 300);
  });
}
