// Energy, money and carbon on the Train screen in a real browser: every input can be replaced, the address and
// this device keep what was typed, and nothing wrong gets an answer.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { by, Lab, openResult, textOf, waitFor } from './support/lab.ts';
import { exampleProfile } from '../src/shared/result/profile.fixture.ts';
import { FULL } from './support/full.ts';

let lab: Lab;
let page: Page;
let errors: string[];
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});
beforeEach(async () => {
  ({ page, errors } = await lab.newPage());
  await openResult(page, JSON.stringify(exampleProfile));
});

async function goTo(hash: string): Promise<void> {
  await page.evaluate((target) => {
    window.location.hash = target;
  }, hash);
  await waitFor(page, 'footprint-figures');
}

async function set(key: string, text: string): Promise<void> {
  const field = await page.waitForSelector(by(`footprint-${key}`));
  await field?.evaluate((element, value) => {
    if (!(element instanceof HTMLInputElement || element instanceof HTMLSelectElement)) return;
    element.value = value;
    element.dispatchEvent(new Event(element instanceof HTMLInputElement ? 'input' : 'change'));
  }, text);
}

async function amount(output: string): Promise<number> {
  const figures = await page.waitForSelector(by('footprint-figures'));
  return Number(
    await figures?.evaluate(
      (element, name) =>
        element.querySelector(`[data-output="${name}"]`)?.getAttribute('data-value'),
      output,
    ),
  );
}

const address = () => page.evaluate(() => window.location.hash);

describe('energy, money and carbon', () => {
  it('has an interval, equivalents, a tornado with its table, and marks what is unverified', async () => {
    await goTo('#/train?model=resnet50');
    expect(await textOf(page, 'footprint-figures')).toMatch(/Wh.*–.*Wh/s);
    expect(await textOf(page, 'equivalents')).toMatch(/km by car|year|day|charge|flight/);
    expect(await textOf(page, 'tornado-table')).toMatch(/Grid intensity/);
    expect(await textOf(page, 'per-point')).toMatch(/points of top-1 accuracy/);
    const tariff = await page.waitForSelector(by('footprint-tariff'));
    const basis = await tariff?.evaluate((input) => input.closest('.row')?.textContent ?? '');
    expect(basis).toMatch(/unverified/);
    expect(errors).toEqual([]);
  });

  it.runIf(FULL)(
    'follows what is typed, and keeps it in the address and for the next visit',
    async () => {
      await goTo('#/train?model=resnet50');
      await set('intensity', '100');
      const before = await amount('carbon');
      await set('intensity', '300');
      await page.waitForFunction(() => window.location.hash.includes('intensity=300'));
      expect((await amount('carbon')) / before).toBeCloseTo(3, 9);
      await page.evaluate(() => {
        window.location.hash = '#/measure';
      });
      await waitFor(page, 'measure-button');
      await goTo('#/train?model=resnet50');
      await page.waitForFunction(() => window.location.hash.includes('intensity=300'));
      expect(errors).toEqual([]);
    },
  );

  it.runIf(FULL)('survives a change of the recipe', async () => {
    await goTo('#/train?model=resnet50&tariff=0.5&currency=EUR&epochs=30');
    const bill = await amount('electricity');
    await page.locator(by('field-epochs')).click({ count: 3 });
    await page.keyboard.type('60');
    await page.waitForFunction(() => window.location.hash.includes('epochs=60'));
    expect(await address()).toMatch(/tariff=0\.5.*currency=EUR|currency=EUR.*tariff=0\.5/);
    await expect.poll(async () => (await amount('electricity')) / bill).toBeCloseTo(2, 6);
  });

  it('refuses a negative tariff beside its field, and keeps the last valid answer', async () => {
    await goTo('#/train?model=resnet50');
    const bill = await amount('electricity');
    await set('tariff', '-3');
    const input = await page.waitForSelector(by('footprint-tariff'));
    const row = await input?.evaluate((element) => element.closest('.row')?.textContent ?? '');
    expect(row).toMatch(/Tariff must be at least 0/);
    expect(await input?.evaluate((element) => element.getAttribute('aria-invalid'))).toBe('true');
    expect(await amount('electricity')).toBe(bill);
    await page.locator(by('reset-footprint')).click();
    await page.waitForFunction(() => !window.location.hash.includes('tariff'));
  });
});
