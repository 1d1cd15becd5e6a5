// The flexibility experiment in a real browser: begun, stopped, reloaded and gone on with; a file of it opened. Where whole
// curves are needed their errors are the closed forms themselves, in a file.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxePuppeteer } from '@axe-core/puppeteer';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  flexibilityDocument,
  readFlexibilityDocument,
} from '../src/models/flexibility/flexibility-document.ts';
import { type FlexibilityPiece, pieceName } from '../src/models/flexibility/flexibility-piece.ts';
import { ESTIMATORS, flexibilityPlan } from '../src/models/flexibility/flexibility-plan.ts';
import { closedForm, lassoOrder } from '../src/trends/flexibility/closed-forms.ts';
import { FULL } from './support/full.ts';
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
const FLEXIBILITY = '#/trends?view=flexibility&size=smoke';

async function attributeOf(page: Page, testId: string, name: string): Promise<string> {
  const element = await page.$(by(testId));
  return (await element?.evaluate((each, key) => each.getAttribute(key), name)) ?? '';
}

const pointsOf = async (page: Page) =>
  Number(await attributeOf(page, 'flexibility-samples', 'data-points'));

async function click(page: Page, testId: string): Promise<void> {
  await waitFor(page, testId);
  await page.locator(by(testId)).click();
}

async function choose(page: Page, content: string): Promise<void> {
  const path = join(mkdtempSync(join(tmpdir(), 'flopscope-flexibility-')), 'record.json');
  writeFileSync(path, content);
  const input = await page.$(by('flexibility-file'));
  await (input as ElementHandle<HTMLInputElement> | null)?.uploadFile(path);
}

it.runIf(FULL)(
  'finds point after point, stops, keeps them through a reload, and goes on',
  async () => {
    const { page, errors } = await lab.newPage(`${FLEXIBILITY}&designs=200`);
    await expect.poll(() => textOf(page, 'flexibility-state'), patience).toMatch(/stays in this/);
    expect(await pointsOf(page)).toBe(0);
    await click(page, 'flexibility-run');
    await expect.poll(() => pointsOf(page), patience).toBeGreaterThanOrEqual(3);
    expect(await textOf(page, 'job-step')).toMatch(/Design \d+ of 200, [\d,]+ samples/);
    await click(page, 'job-cancel');
    await expect
      .poll(() => textOf(page, 'flexibility-cancelled'), patience)
      .toMatch(/What was found is kept/);
    const points = await pointsOf(page);
    await expect.poll(async () => (await keptPieces(page)).length, patience).toBeGreaterThan(0);
    const before = await keptPieces(page);
    await page.reload();
    await expect.poll(() => textOf(page, 'flexibility-run'), patience).toBe('Go on');
    expect(await pointsOf(page)).toBe(points);
    await click(page, 'flexibility-run');
    await expect
      .poll(async () => (await keptPieces(page)).length, patience)
      .toBeGreaterThan(before.length);
    await click(page, 'job-cancel');
    await expect
      .poll(() => attributeOf(page, 'flexibility', 'data-status'), patience)
      .toBe('cancelled');
    const after = await keptPieces(page);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(new Set(after.map(pieceName)).size).toBe(after.length);
    expect(errors).toEqual([]);
  },
);

it.runIf(FULL)(
  'finds whole curves, adds a design to them, and saves all',
  async () => {
    const { page, errors } = await lab.newPage(`${FLEXIBILITY}&designs=1`);
    await click(page, 'flexibility-run');
    const isComplete = () =>
      expect.poll(() => textOf(page, 'flexibility-state'), patience).toMatch(/^Complete, and kept/);
    await isComplete();
    expect(await pointsOf(page)).toBe(28);
    expect(await textOf(page, 'flexibility-question')).not.toBe('');
    const first = await keptPieces(page);
    await page.locator('>>> #designs').fill('2');
    await click(page, 'flexibility-run');
    await isComplete();
    expect(await textOf(page, 'flexibility-basis')).toMatch(/on the same 2 designs/);
    const both = await keptPieces(page);
    expect(both.slice(0, 28)).toEqual(first);
    expect(both).toHaveLength(56);
    expect(await save(page)).toEqual(both);
    expect(errors).toEqual([]);
  },
  120_000,
);

it('shows a file with its answer, theory and table, and refuses what is wrong', async () => {
  const { page, errors } = await lab.newPage(
    '#/trends?view=flexibility&seed=-1&designs=none&penalty=0&size=huge',
  );
  await waitFor(page, 'flexibility-question');
  expect(await textOf(page, 'flexibility-notices')).toMatch(/no size “huge”/);
  for (const [field, sentence] of [
    ['seed', /whole number from 0/],
    ['designs', /whole number from 1 to 200/],
    ['penalty', /number from 0\.05 to 20/],
  ] as const) {
    const error = await page.$(`>>> #${field}-error`);
    expect(await error?.evaluate((each) => each.textContent)).toMatch(sentence);
  }
  const run = await page.waitForSelector(by('flexibility-run'));
  expect(await run?.evaluate((each) => each.hasAttribute('disabled'))).toBe(true);
  await choose(page, '{"format":');
  await expect.poll(() => textOf(page, 'flexibility-said'), patience).toMatch(/damaged/);
  await choose(page, exactDocument());
  await waitFor(page, 'flexibility-opened');
  expect(await textOf(page, 'flexibility-opened')).toMatch(/From record\.json.*a, far, one/);
  expect(await textOf(page, 'flexibility-answer')).toMatch(
    /beats the expert from 2,936 samples on/,
  );
  expect(await textOf(page, 'flexibility-basis')).toMatch(/same 4 designs.*elsewhere/);
  expect(await textOf(page, 'flexibility-price')).toMatch(/Oracle 43 .*Flexible 4,309/);
  expect(await textOf(page, 'flexibility-theory')).toMatch(/54 of 54 points hold/);
  await page.locator(`${by('flexibility-table')} summary`).click();
  const rows = async () => (await page.$$(`${by('flexibility-table')} tbody tr`)).length;
  await expect.poll(rows, patience).toBe(4 * (1 + 20));
  await page.setViewport({ width: 375, height: 900 });
  for (const theme of FULL ? ['light', 'dark'] : ['dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    const { violations } = await new AxePuppeteer(page).analyze();
    expect(violations.map(({ id, nodes }) => `${theme} ${id}: ${nodes[0]?.html ?? ''}`)).toEqual(
      [],
    );
  }
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(overflow, patience).toBeLessThanOrEqual(0);
  await click(page, 'flexibility-close');
  await waitFor(page, 'flexibility-question');
  expect(errors).toEqual([]);
});

/** Four designs of the standard size, around the closed forms. */
function exactDocument(): string {
  const plan = { ...flexibilityPlan('standard'), repeats: 4 };
  const pieces = [0, 1, 2, 3].flatMap((repeat) =>
    plan.sampleSizes.flatMap((samples) =>
      ESTIMATORS.map((estimator, place) => ({
        ...{ repeat, samples, estimator },
        normalisedError:
          (closedForm(estimator, plan, samples) ?? lassoOrder(plan, samples)) *
          ((repeat + place) % 2 === 0 ? 0.95 : 1.05),
        flops: 1000 * samples,
      })),
    ),
  );
  return flexibilityDocument({
    foundAt: '2026-01-02T03:04:05.678Z',
    device: 'a | far | one',
    plan,
    pieces,
  });
}

/** Of the one record that is kept. */
async function keptPieces(page: Page): Promise<readonly FlexibilityPiece[]> {
  const texts = await page.evaluate(
    () =>
      new Promise<readonly string[]>((resolve, reject) => {
        const opening = indexedDB.open('flopscope-flexibility');
        opening.onerror = reject;
        opening.onsuccess = () => {
          const reading = opening.result.transaction('records').objectStore('records').getAll();
          reading.onerror = reject;
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result.map(({ text }: { readonly text: string }) => text));
          };
        };
      }),
  );
  const [text = ''] = texts;
  if (text === '') return [];
  return (await readFlexibilityDocument(text, () => Promise.resolve())).pieces;
}

/** @returns what the file holds. */
async function save(page: Page): Promise<readonly FlexibilityPiece[]> {
  const folder = await downloadFolder(page);
  await click(page, 'flexibility-save');
  const record = await readFlexibilityDocument(await downloaded(folder, '.json'), () =>
    Promise.resolve(),
  );
  return record.pieces;
}
