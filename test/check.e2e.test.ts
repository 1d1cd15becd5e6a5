// "Check it" and the digits run in a real browser. The steps are really trained here; only what they are predicted from
// is a recorded profile (of SwiftShader), put on the device at hand.
import { AxePuppeteer } from '@axe-core/puppeteer';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { by, Lab, textOf, waitFor } from './support/lab.ts';
import { measuredPage } from './support/measured-page.ts';
import { recordedProfile } from './support/recorded-profile.ts';
import { FULL } from './support/full.ts';
import { type Validation, validationSchema } from '../src/shared/result/validation.ts';
import { median } from '../src/shared/statistics.ts';
import * as v from 'valibot';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

async function keptRecords(page: Page): Promise<readonly Validation[]> {
  const stored: unknown = await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('flopscope');
        opening.onerror = reject;
        opening.onsuccess = () => {
          const reading = opening.result.transaction('validations').objectStore('validations');
          const all = reading.getAll();
          all.onerror = reject;
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result);
          };
        };
      }),
  );
  return v.parse(v.array(validationSchema), stored);
}

async function statusOf(page: Page, testId: string): Promise<string | null | undefined> {
  const element = await page.$(by(testId));
  return element?.evaluate((each) => each.getAttribute('data-status'));
}

async function violations(page: Page, theme: string): Promise<readonly string[]> {
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
  const found = await new AxePuppeteer(page).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

async function click(page: Page, testId: string): Promise<void> {
  await (await page.waitForSelector(by(testId)))?.click();
}

const patience = { timeout: 90_000, interval: 100 };

describe('the check', () => {
  it('measures the device first when it was not yet, says so, and can be cancelled', async () => {
    const { page, errors } = await lab.newPage('#/train');
    await waitFor(page, 'check-button');
    expect(await textOf(page, 'check-first')).toMatch(/measured first/);
    await waitFor(page, 'check-empty');
    await click(page, 'check-button');
    await waitFor(page, 'check-measuring');
    await waitFor(page, 'run-step');
    await click(page, 'cancel-button');
    await expect.poll(() => textOf(page, 'check-cancelled'), patience).toMatch(/Nothing is kept/);
    expect(await keptRecords(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it.runIf(FULL)(
    'trains networks for real, tells which one it cannot run, and keeps the record',
    async () => {
      const trained = ['mlp-small', 'lenet'];
      const { page, errors } = await measuredPage(
        lab,
        `#/train?model=alexnet-paper&check=${trained.join(',')},model&checkSeconds=0.2`,
      );
      await click(page, 'check-button');
      // Foretold before the first of them is trained.
      await expect.poll(() => textOf(page, 'check-so-far'), patience).toMatch(/Predicted|So far/);
      await expect.poll(() => statusOf(page, 'check'), patience).toBe('idle');
      expect(await textOf(page, 'check-summary')).toMatch(/Median error .*of 2 measured steps/);
      const rows = await textOf(page, 'check-rows');
      expect(rows).toMatch(/Perceptron 784.*AlexNet.*“?local-response-norm/i);

      const [record] = await keptRecords(page);
      expect(record?.profile).toBe(recordedProfile.id);
      expect(record?.rows.map(({ network }) => network)).toEqual(trained);
      for (const row of record?.rows ?? []) {
        expect(row.stepsMs.length).toBeGreaterThanOrEqual(5);
        expect(row.measuredMs).toBe(median(row.stepsMs));
        expect(row.inside).toBe(row.measuredMs >= row.low && row.measuredMs <= row.high);
        expect(row.errorPercent).toBeCloseTo(100 * (row.predictedMs / row.measuredMs - 1), 6);
        expect(row.predictedMemoryBytes / row.allocatedBytes).toBeCloseTo(1, 1);
      }
      expect(record?.failures).toEqual([
        expect.objectContaining({
          network: 'zoo:alexnet-paper',
          reason: expect.stringContaining('local-response-norm') as string,
        }),
      ]);

      await page.reload();
      await waitFor(page, 'check-date');
      expect(await textOf(page, 'check-date')).toMatch(/Checked on .*\d{4}/);
      expect(await textOf(page, 'check-table')).toMatch(/LeNet-5/);
      for (const theme of ['light', 'dark']) expect(await violations(page, theme)).toEqual([]);
      expect(errors).toEqual([]);
    },
  );

  it.runIf(FULL)(
    'can be cancelled; what is done stays, and no worker with its GPU memory is left',
    async () => {
      const { page, errors } = await measuredPage(lab, '#/train?check=all&checkSeconds=0.2');
      await click(page, 'check-button');
      await expect.poll(() => textOf(page, 'check-so-far'), patience).toMatch(/So far/);
      await click(page, 'job-cancel');
      await expect.poll(() => textOf(page, 'check-cancelled'), patience).toMatch(/Cancelled after/);
      expect(await textOf(page, 'check-rows')).toMatch(/Perceptron 784/);
      const [record] = await keptRecords(page);
      expect(record?.rows.length).toBeGreaterThanOrEqual(1);
      const engines = () => page.workers().filter((worker) => worker.url().includes('engine'));
      await expect.poll(() => engines().length, patience).toBe(0);
      expect(errors).toEqual([]);
    },
  );
});

describe('a check whose device is lost', () => {
  it.runIf(FULL)('ends with a sentence, keeps what is done, and can be begun again', async () => {
    const { page } = await measuredPage(lab, '#/train?check=mlp-small,lenet&checkSeconds=0.2');
    await click(page, 'check-button');
    await expect.poll(() => textOf(page, 'check-so-far'), patience).toMatch(/So far/);
    const browser = await lab.browser.target().createCDPSession();
    await browser.send('Browser.crashGpuProcess');
    await expect.poll(() => statusOf(page, 'check'), patience).toBe('failed');
    expect(await textOf(page, 'check')).toMatch(/device was lost.*kept below/i);
    const [record] = await keptRecords(page);
    expect(record?.rows.map(({ network }) => network)).toEqual(['mlp-small']);
    expect(record?.failures).toEqual([]);
    await click(page, 'retry-button');
    await expect.poll(() => statusOf(page, 'check'), patience).toBe('idle');
    const [again] = await keptRecords(page).then((all) =>
      all.filter(({ rows }) => rows.length === 2),
    );
    expect(again?.failures).toEqual([]);
  });
});

describe('the digits', () => {
  it.runIf(FULL)(
    'are learned, with a loss curve and the share of held-out ones that are right',
    async () => {
      const { page, errors } = await lab.newPage('#/train?digitsEpochs=1&digitsSteps=11');
      await waitFor(page, 'digits-button');
      await click(page, 'digits-button');
      await expect.poll(() => statusOf(page, 'digits'), patience).toBe('done');
      const [, right] = /([\d,]+) of 1,500/.exec(await textOf(page, 'digits-epochs')) ?? [];
      // 11 steps of 50 teach it more than chance, which is 150, would.
      expect(Number(right?.replace(',', ''))).toBeGreaterThan(225);
      expect(await textOf(page, 'digits-time')).toMatch(/^11 steps/);
      expect(await textOf(page, 'digits-source')).toMatch(/10,000 images.*MNIST.*Licence MIT/);
      const table = await textOf(page, 'loss-table');
      expect(table).toMatch(/Step Loss 0 \d\.\d+ 10 \d\.\d+/);
      expect(errors).toEqual([]);
    },
  );

  it.runIf(FULL)('say at which step the loss stopped being a number', async () => {
    const { page, errors } = await lab.newPage(
      '#/train?digitsEpochs=1&digitsSteps=11&digitsRate=1e30',
    );
    await waitFor(page, 'digits-button');
    await click(page, 'digits-button');
    await expect.poll(() => statusOf(page, 'digits'), patience).toBe('failed');
    expect(await textOf(page, 'digits-failure')).toMatch(/The loss is \w+ at step \d+/);
    expect(errors).toEqual([]);
  });

  it.each([
    ['digits-epochs', '0', /whole number/],
    ['digits-rate', '-1', /above 0/],
  ])('are not begun with an impossible %s', async (field, text, reason) => {
    const { page } = await lab.newPage(
      `#/train?${field === 'digits-epochs' ? 'digitsEpochs' : 'digitsRate'}=${text}`,
    );
    await waitFor(page, 'digits-button');
    expect(await textOf(page, 'digits')).toMatch(reason);
    const button = await page.$(by('digits-button'));
    expect(await button?.evaluate((each) => (each as HTMLButtonElement).disabled)).toBe(true);
  });
});
