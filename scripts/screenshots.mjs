// Pictures of the lab for the README and for looking at it: node scripts/screenshots.mjs [folder] [result.json]
// Takes the screens in both themes at phone and desktop width, with the given result opened; with a third word, "article", the
// article alone.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { preview } from 'vite';
import { launchBrowser } from './launch-browser.mjs';

const [, , folder = 'docs/images', result, only] = process.argv;
const widths = { desktop: 1440, phone: 375 };
const themes = /** @type {const} */ (['light', 'dark']);
/** Of the first window, for the README. Measure has nothing to show without a result. */
const pictures = {
  size: { width: 1280, height: 1080 },
  names: [...(result ? ['measure'] : []), 'model', 'train', 'shrink', 'variants', 'trends'],
};
/** The suite of the article takes a software adapter some minutes. */
const ARTICLE_MS = 900_000;
/** Two software adapters of one machine, recorded by the same suite: comparable. */
const compared = [
  'bench/results/quick-node-swiftshader.json',
  'bench/results/quick-node-llvmpipe.json',
];
/** Parts of a screen, for the README. */
const parts = { tornado: { hash: '#/train', element: 'fs-tornado' } };
const screens = {
  measure: '#/measure',
  model: '#/model',
  train: '#/train',
  shrink: '#/shrink',
  variants: '#/shrink?view=variants',
  accuracy: '#/shrink?view=accuracy',
  trends: '#/trends',
  growth: '#/trends?view=growth',
  limits: '#/trends?view=limits',
  flexibility: '#/trends?view=flexibility',
  claims: '#/trends?view=claims',
  stories: '#/trends?view=stories',
  compare: '#/compare',
  history: '#/compare?view=history',
  embed: '#/embed',
  'self-test': '#/self-test',
};

mkdirSync(folder, { recursive: true });
const server = await preview({ preview: { port: 0, host: 'localhost' }, logLevel: 'error' });
const [address = ''] = server.resolvedUrls?.local ?? [];
const browser = await launchBrowser();
try {
  await takeArticle(folder);
  if (only !== 'article') await takeScreens();
} finally {
  await browser.close();
  await server.close();
}
process.exit(0);

async function takeScreens() {
  for (const theme of themes) {
    for (const [device, width] of Object.entries(widths)) {
      const page = await open(theme, { width, height: 900 });
      for (const [name, hash] of Object.entries(screens)) {
        await show(page, hash);
        const path = join(folder, `${name}-${theme}-${device}.png`);
        await page.screenshot({ path, fullPage: true });
      }
      await page.close();
    }
  }
  const page = await open('light', pictures.size);
  for (const [name, hash] of Object.entries(screens)) {
    if (!pictures.names.includes(name)) continue;
    await show(page, hash);
    await page.screenshot({ path: join(folder, `${name}.png`) });
  }
  await openInCompare(page);
  await page.screenshot({ path: join(folder, 'compare.png') });
  for (const [name, { hash, element }] of Object.entries(parts)) {
    await show(page, hash);
    const part = await page.waitForSelector(`>>> ${element}`);
    await part?.screenshot({ path: /** @type {`${string}.png`} */ (join(folder, `${name}.png`)) });
  }
}

/**
 * The article with the element in it, before and after a reader's click: one measurement, seen in both themes and widths.
 * @param {string} target
 */
async function takeArticle(target) {
  const page = await browser.newPage();
  const take = async (/** @type {string} */ moment) => {
    for (const theme of themes) {
      for (const [device, width] of Object.entries(widths)) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
        await page.setViewport({ width, height: 900 });
        const element = await page.waitForSelector('flop-scope');
        const name = `article-${moment}-${theme}-${device}.png`;
        await element?.screenshot({
          path: /** @type {`${string}.png`} */ (join(target, name)),
        });
      }
    }
  };
  await page.goto(`${address}post/`, { waitUntil: 'networkidle0' });
  await take('before');
  await page.locator('>>> flop-scope >>> [part="button"]').click();
  await new Promise((resolve) => setTimeout(resolve, 5000));
  await take('running');
  await page.waitForFunction(
    () => Reflect.get(window.document.querySelector('flop-scope') ?? {}, 'state') === 'done',
    { timeout: ARTICLE_MS, polling: 500 },
  );
  await take('after');
  await page.close();
}

/**
 * A page with the result opened.
 * @param {string} theme
 * @param {{ width: number, height: number }} size
 */
async function open(theme, size) {
  const page = await browser.newPage();
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
  await page.setViewport(size);
  await page.goto(`${address}${screens.measure}`);
  await page.waitForSelector('>>> [data-testid="measure-button"]');
  if (result !== undefined) {
    const input = await page.waitForSelector('>>> [data-testid="result-file"]');
    const file = /** @type {import('puppeteer').ElementHandle<HTMLInputElement>} */ (input);
    await file.uploadFile(result);
  }
  return page;
}

/**
 * Opens what Compare is shown with.
 * @param {import('puppeteer').Page} page
 */
async function openInCompare(page) {
  await show(page, screens.compare);
  const input = await page.waitForSelector('>>> [data-testid="compare-files"]');
  const field = /** @type {import('puppeteer').ElementHandle<HTMLInputElement>} */ (input);
  await field.uploadFile(...compared);
  await new Promise((resolve) => setTimeout(resolve, 5000));
}

/**
 * Charts are loaded and drawn when they come into view: makes everything visible for a moment.
 * @param {import('puppeteer').Page} page
 * @param {string} hash
 */
async function show(page, hash) {
  const { width, height } = page.viewport() ?? pictures.size;
  await page.evaluate((target) => {
    window.location.hash = target;
  }, hash);
  await page.setViewport({ width, height: 6000 });
  await new Promise((resolve) => setTimeout(resolve, 2500));
  await page.setViewport({ width, height });
  await new Promise((resolve) => setTimeout(resolve, 500));
}
