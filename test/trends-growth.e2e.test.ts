// The growth of models in a real browser: the chart and its table, one training here and on its servers, hardware over
// the years; wrong input keeps the last answer and says what is wrong.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { by, Lab, textOf, waitFor } from './support/lab.ts';

let lab: Lab;
let page: Page;
let errors: string[];
beforeAll(async () => {
  lab = await Lab.open();
  ({ page, errors } = await lab.newPage('#/trends?view=growth&domain=Language'));
  await waitFor(page, 'hardware-answer', patience.timeout);
});
afterAll(async () => {
  await lab.close();
});

const patience = { timeout: 60_000, interval: 100 };

async function type(field: string, text: string): Promise<void> {
  const input = await page.$(by(`field-${field}`));
  await input?.click({ count: 3 });
  await input?.type(text);
}

it('tells the growth with its interval, every point in the table, and goes on to any year', async () => {
  expect(await textOf(page, 'growth-answer')).toMatch(
    /largest language models grow 2\.5 ?-fold a year \( ?1\.6–3\.9 ?\) in parameters/,
  );
  expect(await textOf(page, 'growth-claim')).toMatch(/10-fold lies within that/);
  expect(await textOf(page, 'growth-marks')).toMatch(/GPT-4 as rumoured in 2021 unverified/);
  await (await page.$(`${by('growth-table')} >>> summary`))?.click();
  await expect
    .poll(() => textOf(page, 'growth-table'), patience)
    .toMatch(/licence: CC-BY.* Rows 1 to 40 of 295/);
  // Switch stands among those of 2021.
  const after = await page.$(`${by('growth-table')} >>> [data-testid=rows-after]`);
  for (let turned = 0; turned < 7; turned++) await after?.press('Enter');
  await expect.poll(() => textOf(page, 'growth-table'), patience).toMatch(/281 to 295 of 295/);
  // There is nothing after it, and the focus stays.
  await after?.press('Enter');
  const before = await page.$(`${by('growth-table')} >>> [data-testid=rows-before]`);
  const isSwitch = async () =>
    /Switch .*a record of these years/.test(await textOf(page, 'growth-table'));
  for (let turned = 0; turned < 7 && !(await isSwitch()); turned++) await before?.press('Enter');
  expect(await isSwitch()).toBe(true);
  await type('year', '9000');
  await expect.poll(() => textOf(page, 'growth-warning'), patience).toMatch(/Beyond all sense/);
  expect(await textOf(page, 'growth-extrapolation')).toMatch(/ × 10²\S{3}/);
  await type('year', 'soon');
  expect(await textOf(page, 'growth-extrapolation')).toMatch(/In 9000/);
  expect(page.url()).toMatch(/year=soon/);
});

it('times a training here and on many, and costs it by assumptions that can be changed', async () => {
  await expect
    .poll(() => textOf(page, 'on-devices'), patience)
    .toMatch(/years .* on 1,000 of them/);
  await type('devices', '1');
  await expect.poll(() => textOf(page, 'on-devices'), patience).not.toMatch(/1,000 of them/);
  expect(await textOf(page, 'server-cost')).toMatch(/560 .* 111 million USD .* 5\.61 GWh/);
  await page.$eval(`${by('server-fields')} summary`, (summary) => {
    if (summary instanceof HTMLElement) summary.click();
  });
  await type('server-priceUsd', '100k');
  await expect.poll(() => textOf(page, 'server-cost'), patience).toMatch(/56 million USD/);
  expect(new URL(page.url()).hash).toMatch(/server=server\.priceUsd%3A100k/);
});

it('says whether hardware is slowing, and places a device; nothing is too wide', async () => {
  expect(await textOf(page, 'hardware-answer')).toMatch(
    /half as much every [\d.]+ months .* before 2017/,
  );
  await type('price', 'free');
  await type('released', '2023');
  expect(await textOf(page, 'hardware-own')).toMatch(/price of this device is not known/);
  await type('price', '300');
  await expect.poll(() => textOf(page, 'hardware-own'), patience).toMatch(/USD per TFLOPS/);
  await page.setViewport({ width: 375, height: 900 });
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(overflow, patience).toBeLessThanOrEqual(0);
  expect(errors).toEqual([]);
});
