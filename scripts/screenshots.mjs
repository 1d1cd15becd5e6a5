// Pictures of the lab for the README and for looking at it: node scripts/screenshots.mjs [folder] [result.json]
// Takes both screens in both themes at phone and desktop width, with the given result opened.
/* global window -- what is evaluated runs in the page */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { preview } from 'vite';
import { launchBrowser } from './launch-browser.mjs';

const [, , folder = 'docs/images', result] = process.argv;
const widths = { desktop: 1440, phone: 375 };
const themes = /** @type {const} */ (['light', 'dark']);
const screens = { measure: '#/measure', train: '#/train' };

mkdirSync(folder, { recursive: true });
const server = await preview({ preview: { port: 0, host: 'localhost' }, logLevel: 'error' });
const [address = ''] = server.resolvedUrls?.local ?? [];
const browser = await launchBrowser();
try {
  for (const theme of themes) {
    for (const [device, width] of Object.entries(widths)) {
      const page = await browser.newPage();
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
      await page.setViewport({ width, height: 900 });
      await page.goto(`${address}${screens.measure}`);
      await page.waitForSelector('>>> [data-testid="measure-button"]');
      if (result !== undefined) {
        const input = await page.waitForSelector('>>> [data-testid="result-file"]');
        const file = /** @type {import('puppeteer').ElementHandle<HTMLInputElement>} */ (input);
        await file.uploadFile(result);
      }
      for (const [name, hash] of Object.entries(screens)) {
        await page.evaluate((target) => {
          window.location.hash = target;
        }, hash);
        // Charts are loaded and drawn when they come into view: make everything visible for a moment.
        await page.setViewport({ width, height: 6000 });
        await new Promise((resolve) => setTimeout(resolve, 2500));
        await page.setViewport({ width, height: 900 });
        await new Promise((resolve) => setTimeout(resolve, 500));
        await page.screenshot({
          path: join(folder, `${name}-${theme}-${device}.png`),
          fullPage: true,
        });
      }
      await page.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
}
process.exit(0);
