// The digits experiment in a real browser: begun and stopped, gone on with, saved and opened. Where figures are needed
// that take minutes, they are recorded ones, put on the device at hand.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxePuppeteer } from '@axe-core/puppeteer';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digitsDocument, parseDigitsDocument } from '../src/models/digits-shrink/digits-piece.ts';
import { digitsPlan } from '../src/models/digits-shrink/digits-plan.ts';
import { FULL } from './support/full.ts';
import { ACCURACY, keptPage, keptRecords, recordedPieces } from './support/kept-digits.ts';
import { downloaded, downloadFolder } from './support/downloads.ts';
import { by, Lab, textOf, waitFor } from './support/lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

const patience = { timeout: 60_000, interval: 100 };

async function click(page: Page, testId: string): Promise<void> {
  await waitFor(page, testId);
  await page.locator(by(testId)).click();
}

async function statusOf(page: Page): Promise<string | null | undefined> {
  const element = await page.$(by('accuracy'));
  return element?.evaluate((each) => each.getAttribute('data-status'));
}

async function violations(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const theme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    const { violations: all } = await new AxePuppeteer(page).analyze();
    found.push(...all.map(({ id, nodes }) => `${theme} ${id}: ${nodes[0]?.html ?? ''}`));
  }
  return found;
}

async function choose(page: Page, content: string): Promise<void> {
  const path = join(mkdtempSync(join(tmpdir(), 'flopscope-digits-')), 'record.json');
  writeFileSync(path, content);
  const input = await page.$(by('accuracy-file'));
  await (input as ElementHandle<HTMLInputElement> | null)?.uploadFile(path);
}

describe('a run', () => {
  it.runIf(FULL)(
    'trains for real, goes on while another screen is looked at, and can be cancelled',
    async () => {
      const { page, errors } = await lab.newPage(`${ACCURACY}&only=fused`);
      await waitFor(page, 'accuracy-outlook');
      expect(await textOf(page, 'accuracy-only')).toMatch(/dense, fused/);
      await click(page, 'accuracy-run');
      await expect
        .poll(() => textOf(page, 'job-step'), patience)
        .toMatch(/step \d+ of 80, loss \d/);
      await page.evaluate(() => {
        location.hash = '#/model';
      });
      await waitFor(page, 'reconciler');
      await page.evaluate((hash) => {
        location.hash = hash;
      }, ACCURACY);
      await expect.poll(() => textOf(page, 'job-step'), patience).toMatch(/loss \d/);
      expect(await textOf(page, 'variant-dense')).toMatch(/being made/);
      await click(page, 'job-cancel');
      await expect
        .poll(() => textOf(page, 'accuracy-cancelled'), patience)
        .toMatch(/nothing is kept/);
      expect(await keptRecords(page)).toEqual([]);
      expect(errors).toEqual([]);
    },
  );

  // Dense training on a software adapter takes a minute, all of it three.
  it.runIf(FULL)(
    'makes every variant, tells each as it comes, and keeps them',
    async () => {
      const { page, errors } = await lab.newPage(ACCURACY);
      await click(page, 'accuracy-run');
      const slow = { timeout: 600_000, interval: 500 };
      await expect.poll(() => textOf(page, 'accuracy-basis'), slow).toMatch(/So far \d of 9/);
      await expect.poll(() => statusOf(page), slow).toBe('idle');
      await expect.poll(() => textOf(page, 'accuracy-state'), patience).toMatch(/^Complete/);
      expect(await textOf(page, 'accuracy-answer')).toMatch(/\d\d\.\d % instead of \d\d\.\d %/);
      for (const { id } of digitsPlan('smoke').steps) {
        expect(await textOf(page, `variant-${id}`)).toMatch(/\d\d\.\d\d/);
      }
      const [record] = await keptRecords(page);
      const pieces = parseDigitsDocument(record?.text ?? '');
      expect(pieces.map(({ step }) => step)).toEqual(digitsPlan('smoke').steps.map(({ id }) => id));
      expect(new Set(pieces.map(({ weights }) => weights)).size).toBe(1);
      const dense = pieces.find(({ step }) => step === 'dense');
      // 80 steps teach it far more than the tenth that guessing gets.
      expect((dense?.right ?? 0) / (dense?.examined ?? 1)).toBeGreaterThan(0.8);
      expect(errors).toEqual([]);
    },
    700_000,
  );
});

describe('what is kept', () => {
  it('is shown with its answer, table and chart, and saved as a file that opens again', async () => {
    const { page, errors, device } = await keptPage(lab, recordedPieces);
    await waitFor(page, 'accuracy-answer');
    expect(await textOf(page, 'accuracy-answer')).toMatch(/\d % instead of \d\d\.\d %/);
    expect(await textOf(page, 'accuracy-state')).toMatch(/^Complete/);
    expect(await textOf(page, 'accuracy-teacher')).toMatch(/^Too few seeds: .* 1 paired seed/);
    expect(await textOf(page, 'variant-int8')).toMatch(/no training/);
    await expect.poll(() => textOf(page, 'variant-dense'), patience).toMatch(/\d m?J/);
    const chart = await page.$(by('pareto-chart'));
    expect(await chart?.evaluate((each) => each.getAttribute('data-points'))).toBe(
      String(recordedPieces.length),
    );
    expect(await violations(page)).toEqual([]);

    const folder = await downloadFolder(page);
    await click(page, 'accuracy-save');
    const saved = await downloaded(folder, '.json');
    expect(parseDigitsDocument(saved)).toEqual(
      recordedPieces.map((piece) => ({ ...piece, device })),
    );
    expect(saved).toMatch(/"summary":/);
    expect(errors).toEqual([]);
  });

  it.runIf(FULL)('can be gone on with, and begins anew only when asked twice', async () => {
    const some = recordedPieces.slice(0, 3);
    const { page } = await keptPage(lab, some);
    await expect.poll(() => textOf(page, 'accuracy-run'), patience).toBe('Go on');
    expect(await textOf(page, 'accuracy-state')).toMatch(/3 of 9 steps are kept/);
    expect(await textOf(page, 'accuracy-time')).toMatch(/The rest takes about \d/);
    await expect.poll(() => textOf(page, 'variant-student'), patience).toMatch(/not run yet/);
    await click(page, 'accuracy-anew');
    await click(page, 'accuracy-anew-not');
    expect(await keptRecords(page)).toHaveLength(1);
    await click(page, 'accuracy-anew');
    await click(page, 'accuracy-anew-sure');
    await expect.poll(() => keptRecords(page), patience).toEqual([]);
    await expect.poll(() => statusOf(page), patience).toBe('running');
    await click(page, 'job-cancel');
    await expect.poll(() => statusOf(page), patience).toBe('cancelled');
  });

  it.each([
    ['no record', '{"oops'],
    ['of another plan', digitsDocument(recordedPieces.map((each) => ({ ...each, plan: 'old' })))],
    [
      'of another device',
      digitsDocument(recordedPieces.map((each) => ({ ...each, device: 'a | far | one' }))),
    ],
  ])('is refused when it is %s, with the way on', async (_, text) => {
    const { page } = await keptPage(lab, text);
    await waitFor(page, 'accuracy-damaged');
    expect(await textOf(page, 'accuracy-damaged')).toMatch(/cannot be used\. \S/);
    expect(await textOf(page, 'accuracy-anew')).toMatch(/Delete it and begin anew/);
    expect(await page.$(by('accuracy-table'))).toBeNull();
  });
});

describe('files and addresses', () => {
  it.runIf(FULL)('shows a file of another device as such, and refuses a damaged one', async () => {
    const { page, errors } = await lab.newPage(ACCURACY);
    await waitFor(page, 'accuracy-run');
    await choose(page, '{"format":');
    await expect.poll(() => textOf(page, 'accuracy-said'), patience).toMatch(/damaged/);
    await choose(
      page,
      digitsDocument(recordedPieces.map((piece) => ({ ...piece, device: 'a | far | one' }))),
    );
    await waitFor(page, 'accuracy-opened');
    expect(await textOf(page, 'accuracy-opened')).toMatch(/From record\.json.*a, far, one/);
    await waitFor(page, 'accuracy-basis');
    expect(await textOf(page, 'accuracy-basis')).toMatch(/Measured elsewhere/);
    await click(page, 'accuracy-close');
    await waitFor(page, 'accuracy-question');
    expect(errors).toEqual([]);
  });

  it.each(FULL ? ['0', '1.5', '101', 'many'] : ['1.5'])('refuses %s seeds', async (seeds) => {
    const { page } = await lab.newPage(`${ACCURACY}&seeds=${seeds}`);
    await expect.poll(() => textOf(page, 'accuracy-state'), patience).toMatch(/stays in this/);
    const error = await page.$('>>> #seeds-error');
    expect(await error?.evaluate((each) => each.textContent)).toMatch(/whole number from 1 to 100/);
    const button = await page.$(by('accuracy-run'));
    expect(await button?.evaluate((each) => each.hasAttribute('disabled'))).toBe(true);
  });

  it.runIf(FULL)('says which size it does not know', async () => {
    const { page } = await lab.newPage('#/shrink?view=accuracy&size=huge');
    await waitFor(page, 'accuracy-notices');
    expect(await textOf(page, 'accuracy-notices')).toMatch(/no size “huge”/);
    expect(await violations(page)).toEqual([]);
  });
});
