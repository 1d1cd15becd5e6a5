// Compare in a real browser: links and files of others beside the example, ratios only where they may be told, a link
// that another profile opens; a history that is brought in, marked, deleted from and undone.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxePuppeteer } from '@axe-core/puppeteer';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeHistory } from '../src/results/history-file.ts';
import { encodeSummary } from '../src/results/link/result-link.ts';
import { measured, product, testProfile } from '../src/shared/result/profile.fixture.ts';
import type { DeviceProfile } from '../src/shared/result/schema.ts';
import { FULL } from './support/full.ts';
import { by, Lab, textOf, waitFor } from './support/lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

const patience = { timeout: 30_000, interval: 50 };
const folder = mkdtempSync(join(tmpdir(), 'flopscope-compare-'));

function result(label: string, ms: number, day = '02'): DeviceProfile {
  const { identity } = testProfile();
  return testProfile({
    id: `${label.toLowerCase()}-${day}`,
    createdAt: `2026-01-${day}T00:00:00.000Z`,
    identity: { ...identity, label },
    measurements: [512, 1024].map((size) => ({
      ...measured('matmul/block-tile', product(size), {
        ms: ms * (size / 512) ** 3,
        flops: 2 * size ** 3,
        bytes: 12 * size ** 2,
      }),
    })),
  });
}

async function upload(page: Page, testId: string, files: Readonly<Record<string, string>>) {
  const paths = Object.entries(files).map(([name, content]) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  });
  const input = await page.waitForSelector(by(testId));
  if (input === null) throw new Error(`There is no ${testId}.`);
  await (input as ElementHandle<HTMLInputElement>).uploadFile(...paths);
}

async function click(page: Page, testId: string): Promise<void> {
  await waitFor(page, testId);
  // Through the page: what stands under the header of a long page is scrolled to first.
  await page.$eval(by(testId), (button) => {
    if (button instanceof HTMLElement) button.click();
  });
}

async function violations(page: Page): Promise<readonly string[]> {
  const found = await new AxePuppeteer(page).analyze();
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`,
  );
}

it('compares a link and files, withholds what is not comparable, and passes a result on', async () => {
  const link = await encodeSummary(result('Den', 2));
  const { page, errors } = await lab.newPage(`#/compare?result=${link}`);
  // The example was measured on a software adapter.
  await expect
    .poll(() => textOf(page, 'compare-answer'), patience)
    .toMatch(/and “Den” cannot be compared/);
  expect(await textOf(page, 'verdicts')).toMatch(/Not comparable .* is a software adapter/);
  expect(await textOf(page, 'figures-table')).toMatch(/ratio withheld/);
  await click(page, 'show-all');
  await expect.poll(() => textOf(page, 'ratio-picture'), patience).toMatch(/× .*not comparable/);
  expect(page.url()).toMatch(/all=on/);

  const files = { 'attic.json': result('Attic', 1), 'shed.json': result('Shed', 4) };
  await upload(page, 'compare-files', {
    ...Object.fromEntries(
      Object.entries(files).map(([name, profile]) => [name, JSON.stringify(profile)]),
    ),
    'broken.json': '{"format":',
  });
  await expect
    .poll(() => textOf(page, 'compare-answer'), patience)
    .toBe('“Attic” is the fastest of 3, 2.0× as fast as “Den”');
  expect(await textOf(page, 'compare-failure')).toMatch(/^broken\.json: .*cut off/);

  const context = page.browserContext();
  for (const name of ['clipboard-read', 'clipboard-write']) {
    await context.setPermission(new URL(page.url()).origin, {
      permission: { name },
      state: 'granted',
    });
  }
  await page.bringToFront();
  await click(page, 'share-summary');
  await expect.poll(() => textOf(page, 'share-said'), patience).toMatch(/on the clipboard/);
  const passed = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect(passed.href.length).toBeLessThanOrEqual(2048);
  expect(await violations(page)).toEqual([]);
  await page.setViewport({ width: 375, height: 900 });
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(overflow, patience).toBeLessThanOrEqual(0);
  expect(errors).toEqual([]);

  const other = await lab.newPage(passed.hash);
  await expect.poll(() => textOf(other.page, 'candidates'), patience).toMatch(/Attic from a link/);
  for (const [hash, reason] of [
    [`#/compare?result=${link.slice(0, -9)}`, /cut off/],
    [`#/compare?result=2${link.slice(1)}`, /encoding “2”.*Update Flopscope/],
  ] as const) {
    await other.page.evaluate((target) => {
      location.hash = target;
    }, hash);
    await expect.poll(() => textOf(other.page, 'link-failure'), patience).toMatch(reason);
  }
  expect(other.errors).toEqual([]);
});

it('keeps a history: brought in, marked, named, deleted and undone', async () => {
  const { page, errors } = await lab.newPage('#/compare?view=history');
  const runs = [result('Den', 1, '02'), result('Den', 1.01, '03'), result('Den', 2, '04')];
  const text = `${writeHistory(runs).join('')}{"format":"other"}\n`;
  await waitFor(page, 'history-import');
  await upload(page, 'history-file', { 'history.jsonl': text });
  await expect
    .poll(() => textOf(page, 'history-said'), patience)
    .toMatch(/3 added, 0 here already, 1 refused\. Line 5/);
  await expect
    .poll(() => textOf(page, 'history-answer'), patience)
    .toBe('1 of 3 runs changed beyond the noise');
  expect(await textOf(page, 'history-change')).toMatch(/^Slower .* 0\.51× \(0/);
  await click(page, 'history-delete');
  await expect
    .poll(() => textOf(page, 'history-answer'), patience)
    .toBe('No change beyond the noise in 2 runs');
  await click(page, 'history-undo');
  await expect.poll(() => textOf(page, 'history-answer'), patience).toMatch(/^1 of 3/);
  await page.$eval(by('history-note'), (note) => {
    if (!(note instanceof HTMLTextAreaElement)) return;
    note.value = 'After the new driver.';
    note.dispatchEvent(new Event('change'));
  });
  await page.reload();
  await expect.poll(() => textOf(page, 'history-run'), patience).toMatch(/After the new driver/);
  if (FULL) {
    for (const theme of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
      expect(await violations(page)).toEqual([]);
    }
  }
  expect(errors).toEqual([]);
});
