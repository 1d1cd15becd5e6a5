// The limits explorer in a real browser: a target far beyond the table and one that is none, points of one's own over a
// reload, and the two measures of compute in the address.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { by, Lab, textOf, waitFor } from './support/lab.ts';
import { FULL } from './support/full.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

const patience = { timeout: 60_000, interval: 50 };

async function retype(page: Page, testId: string, text: string): Promise<void> {
  const field = await page.waitForSelector(by(testId));
  // Not by clicks: what is predicted meanwhile may move the field.
  await field?.evaluate((element) => {
    if (!(element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)) return;
    element.focus();
    element.select();
  });
  await page.keyboard.type(text);
}

it('answers a target by both forms, in powers of ten however far, and says what is none', async () => {
  const { page, errors } = await lab.newPage('#/trends?view=limits');
  await waitFor(page, 'limits-answer', patience.timeout);
  expect(await textOf(page, 'limits-answer')).toBe(
    '5 % error on ImageNet takes 10²⁸ FLOP , or 10³⁶',
  );
  expect(await textOf(page, 'limits-sentence')).toMatch(/part by 8\.3 powers of ten/);
  expect(await textOf(page, 'limits-held')).toMatch(
    /R² = 0\.\d\d.*Slope 0\.\d+ \(0\.\d+ to 0\.\d+\)/,
  );

  await retype(page, 'field-error', '1e-9');
  await expect.poll(() => textOf(page, 'limits-warning'), patience).toMatch(/by faith alone/);
  expect(await textOf(page, 'limits-answer')).toMatch(/10\^\(1\.2 × 10¹¹\)/);
  const whole = await page.$eval(
    '>>> fs-limits-view',
    (view) => view.shadowRoot?.textContent ?? '',
  );
  expect(whole).not.toMatch(/Infinity|NaN|undefined/);

  await retype(page, 'field-error', '0');
  await expect.poll(() => textOf(page, 'stale-mark'), patience).toMatch(/Not updated/);
  expect(page.url()).toMatch(/error=0$/);
  await page.reload();
  await waitFor(page, 'limits-answer', patience.timeout);
  expect(await textOf(page, 'limits-answer')).toMatch(/^5 % error/);
  expect(errors).toEqual([]);
});

it.runIf(FULL)('fits points of one’s own, names wrong rows, and keeps what was typed', async () => {
  const { page, errors } = await lab.newPage('#/trends?view=limits&error=10');
  await waitFor(page, 'own-points', patience.timeout);
  await (await page.$(by('own-points-example')))?.click();
  await expect.poll(() => textOf(page, 'own-points-answer'), patience).toMatch(/reaches 10 %.*R²/);
  await retype(page, 'own-points', '1e9,30\n2e9,-4');
  await expect
    .poll(() => textOf(page, 'own-points-errors'), patience)
    .toMatch(/Row 2: the error is negative/);
  await page.reload();
  await expect
    .poll(() => textOf(page, 'own-points-errors'), patience)
    .toMatch(/Row 2: the error is negative/);
  await retype(page, 'own-points', '1e9,30');
  await expect
    .poll(() => textOf(page, 'own-points-answer'), patience)
    .toMatch(/There is no line\. There is one point/);
  expect(errors).toEqual([]);
});

it.runIf(FULL)(
  'holds the passes against the hardware, and keeps them while another view is shown',
  async () => {
    const { page, errors } = await lab.newPage('#/trends?view=limits');
    await waitFor(page, 'measures-ratio', patience.timeout);
    // Epoch AI states 0.197 for the example.
    expect(await textOf(page, 'measures-ratio')).toMatch(/The passes are 20 % of/);
    await retype(page, 'field-processors', '100 gpus');
    await expect
      .poll(() => textOf(page, 'measures-ratio'), patience)
      .toMatch(/do not belong together/);
    await (await page.$(by('trends-claims')))?.click();
    await waitFor(page, 'claims-answer', patience.timeout);
    await (await page.$(by('trends-limits')))?.click();
    await expect
      .poll(() => textOf(page, 'measures-ratio'), patience)
      .toMatch(/do not belong together/);
    await retype(page, 'field-processors', '100 apples');
    await expect
      .poll(() => textOf(page, 'measure-hardware'), patience)
      .toMatch(/“apples” is no unit/);
    expect(errors).toEqual([]);
  },
);
