// Variants really run in a real browser, beside what was foretold of them.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from './support/full.ts';
import { by, Lab, textOf, waitFor } from './support/lab.ts';
import { measuredPage } from './support/measured-page.ts';
import { recordedShrinkProfile } from './support/recorded-profile.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

const patience = { timeout: 90_000, interval: 100 };
/** Small enough for a processor. */
const SMALL = '#/shrink?view=variants&model=squeezenet1-1&imageSize=48&largeBatch=2&fineTuning=0.1';

async function open(variants: string): Promise<{ page: Page; errors: string[] }> {
  const hash = `${SMALL}&variants=${variants}`;
  const opened = await measuredPage(lab, hash, 'variants-answer', recordedShrinkProfile);
  await waitFor(opened.page, 'run-variants', patience.timeout);
  return opened;
}

async function click(page: Page, testId: string): Promise<void> {
  await (await page.$(by(testId)))?.click();
}

describe('running the variants', () => {
  it.runIf(FULL)('shows it beside what was foretold', async () => {
    const { page, errors } = await open('fused');
    await click(page, 'run-variants');
    await expect
      .poll(() => textOf(page, 'run-summary'), patience)
      .toMatch(/Foretold with an error of [\d.]+ %; it lies (in|out)side/);
    expect(await textOf(page, 'run-table')).toMatch(
      /Fused fused [\d.]+× [\d.]+–[\d.]+ [\d.]+× .* (inside|outside) [\d.]+ ms/,
    );
    expect(errors).toEqual([]);
  });

  it.runIf(FULL)('shows several, in the order of the comparison', async () => {
    const { page } = await open('fused,channels:0.5');
    await click(page, 'run-variants');
    await expect
      .poll(() => textOf(page, 'run-summary'), patience)
      .toMatch(/Median error of the foretold speed-ups [\d.]+ %; \d of 2 lie inside/);
    expect(await textOf(page, 'run-table')).toMatch(/Fused .* Fewer channels/);
  });

  it('can be cancelled, and begun again', async () => {
    const { page, errors } = await open('fused,int8,pruned:0.9');
    await click(page, 'run-variants');
    await waitFor(page, 'job-cancel', patience.timeout);
    await click(page, 'job-cancel');
    await expect.poll(() => textOf(page, 'run-cancelled'), patience).toMatch(/Cancelled/);
    await waitFor(page, 'run-variants', patience.timeout);
    expect(errors).toEqual([]);
  });

  it('is not offered where the figures are of another device', async () => {
    const { page } = await lab.newPage(`${SMALL}&variants=fused`);
    await waitFor(page, 'run-note', patience.timeout);
    expect(await textOf(page, 'run-note')).toMatch(/These figures are not of this device/);
    const disabled = await (
      await page.$(by('run-variants'))
    )?.evaluate((button) => button instanceof HTMLButtonElement && button.disabled);
    expect(disabled).toBe(true);
  });
});
