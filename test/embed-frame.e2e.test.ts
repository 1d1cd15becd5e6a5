// The frame in a page of another origin, in a real browser: it shows the author's result, takes the height that its content
// has, and nobody else can set that height or learn it.
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodeSummary } from '../src/results/link/result-link.ts';
import { runOfProfile } from '../src/results/compare/run-of-profile.ts';
import { parseEmbedManifest } from '../src/results/snippet/embed-manifest.ts';
import { frameSnippet } from '../src/results/snippet/frame-snippet.ts';
import { exampleProfile } from '../src/shared/result/profile.fixture.ts';
import { Lab } from './support/lab.ts';

let lab: Lab;
let posts: Server;
let origin: string;
let snippet: (parent: string) => string;

beforeAll(async () => {
  lab = await Lab.open();
  const manifest = parseEmbedManifest(readFileSync('dist/page/embed/manifest.json', 'utf8'));
  const payload = await encodeSummary(exampleProfile);
  const result = { run: runOfProfile(exampleProfile), payload };
  snippet = (parent) =>
    frameSnippet(
      {
        ...{ manifest, site: lab.address, suite: 'smoke', theme: 'auto', result },
        ...{ training: undefined, variants: undefined, authorTraining: undefined },
      },
      parent,
    );
  posts = createServer((request, response) => {
    const parent = request.url === '/other' ? 'https://other.example' : origin;
    const policy = `default-src 'none'; script-src ${lab.address}; frame-src ${lab.address}`;
    response.setHeader('Content-Type', 'text/html');
    response.setHeader('Content-Security-Policy', policy);
    response.end(`<!doctype html><title>A post</title><p>Before</p>${snippet(parent)}<p>After</p>`);
  });
  await new Promise<void>((resolve) => posts.listen(0, 'localhost', resolve));
  origin = `http://localhost:${(posts.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await lab.close();
  posts.close();
});

const patience = { timeout: 20_000, interval: 50 };

async function visit(path: string): Promise<{ page: Page; errors: string[] }> {
  const page = await (await lab.browser.createBrowserContext()).newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.setViewport({ width: 700, height: 900 });
  await page.goto(origin + path, { waitUntil: 'load' });
  return { page, errors };
}

const heightOf = (page: Page) => page.$eval('iframe', ({ style }) => style.height);

async function framed(page: Page) {
  const frame = await (await page.waitForSelector('iframe'))?.contentFrame();
  if (!frame) throw new Error('The frame is empty.');
  await frame.waitForSelector('>>> [part~="figures"]', { timeout: 20_000 });
  return frame;
}

it('shows the result at the height of its content, and follows it', async () => {
  const { page, errors } = await visit('/');
  const frame = await framed(page);
  const inside = () =>
    frame.evaluate(() => document.documentElement.getBoundingClientRect().height);
  await expect.poll(async () => heightOf(page), patience).toMatch(/^\d+px$/);
  await expect
    .poll(async () => Number.parseInt(await heightOf(page), 10), patience)
    .toBe(Math.ceil(await inside()));
  const wide = Number.parseInt(await heightOf(page), 10);
  await page.setViewport({ width: 320, height: 900 });
  await expect
    .poll(async () => Number.parseInt(await heightOf(page), 10), patience)
    .toBeGreaterThan(wide);
  expect(errors).toEqual([]);
});

it('takes no height from anybody but the frame', async () => {
  const { page } = await visit('/');
  await framed(page);
  await expect.poll(async () => heightOf(page), patience).toMatch(/^\d+px$/);
  const before = await heightOf(page);
  await page.evaluate(() => {
    for (const height of [3000, 'a', -1]) {
      window.postMessage({ type: 'flopscope-height', height }, '*');
    }
  });
  // Messages of a window arrive in their order.
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener('message', ({ data }) => {
          if (data === 'last') resolve(undefined);
        });
        window.postMessage('last', '*');
      }),
  );
  expect(await heightOf(page)).toBe(before);
});

it('tells its height to no page but the one it was made for', async () => {
  const { page } = await visit('/other');
  const frame = await framed(page);
  await page.evaluate(() => {
    const heard: unknown[] = [];
    Reflect.set(window, 'heard', heard);
    addEventListener('message', ({ data }) => heard.push(data));
    document
      .querySelector('iframe')
      ?.contentWindow?.postMessage({ type: 'flopscope-height?' }, '*');
  });
  // What it would have said were here after a round through the frame.
  await frame.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
  );
  const told: unknown = await page.evaluate(() => Reflect.get(window, 'heard') as unknown);
  expect(told).toEqual([]);
  expect(await heightOf(page)).toBe('');
});
