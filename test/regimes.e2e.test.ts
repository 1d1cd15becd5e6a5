// How a run is made, in a real browser: groups of the form, the verdict about memory with its suggestions, a speed
// measured elsewhere, and using the model; all of it in the address.
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
  await waitFor(page, 'training-answer');
}

/** As a person does it: mark what is there, type over it. */
async function type(field: string, text: string): Promise<void> {
  await page.locator(by(`field-${field}`)).click({ count: 3 });
  await page.keyboard.type(text);
}

const address = () => page.evaluate(() => window.location.hash);

describe('memory', () => {
  it('says that it does not fit, and one press puts what would help into the recipe', async () => {
    await goTo('#/train?model=resnet50&memory=8');
    expect(await textOf(page, 'memory-verdict')).toMatch(/does not fit: *22.\d GB into 8.00 GB/);
    await page.locator(by('memory-advice')).click();
    expect(await textOf(page, 'memory-suggestions')).toMatch(/Run the batch in 4 parts of 64/);
    await page.locator(by('use-accumulation')).click();
    await expect.poll(address).toMatch(/accumulation=4/);
    await expect.poll(() => textOf(page, 'memory-verdict')).toMatch(/It fits/);
    expect(errors).toEqual([]);
  });

  it.runIf(FULL)('refuses an amount that is none beside its field', async () => {
    await goTo('#/train?model=resnet50');
    await type('gpu-memory', 'lots');
    await page.waitForSelector('>>> #gpu-memory-error', { visible: true });
    expect(await address()).toMatch(/memory=lots/);
  });
});

describe('the form', () => {
  it.runIf(FULL)('keeps what few need closed, and opens it where the address sets it', async () => {
    await goTo('#/train?model=bert-base&tuning=lora&loraRank=16');
    const open = async (group: string) =>
      (await page.waitForSelector(by(`group-${group}`)))?.evaluate(
        (element) => element instanceof HTMLDetailsElement && element.open,
      );
    expect(await open('tuning')).toBe(true);
    expect(await open('devices')).toBe(false);
    expect(await textOf(page, 'training-figures')).toMatch(/589,824 of them trained/);
  });
});

describe('a speed measured elsewhere', () => {
  it.runIf(FULL)('becomes a share of the peak, with a judgement', async () => {
    await goTo('#/train?model=resnet50&measured=170%20ms&peak=100');
    await waitFor(page, 'elsewhere-verdict');
    expect(await textOf(page, 'elsewhere-verdict')).toMatch(/37 %.*published runs/s);
    await type('measured', '20 ms');
    await expect.poll(() => textOf(page, 'elsewhere-verdict')).toMatch(/times the peak cannot be/);
    expect(await address()).toMatch(/measured=20/);
    expect(errors).toEqual([]);
  });
});

describe('using the model', () => {
  it('reads and writes tokens', async () => {
    await goTo('#/train?model=gpt2-small&tokensIn=10&tokensOut=20');
    await waitFor(page, 'using-it');
    expect(await textOf(page, 'using-it')).toMatch(/tokens\/s.*30 tokens/s);
    await type('tokensOut', '5000');
    await page.waitForSelector('>>> #tokensOut-error', { visible: true });
    expect(errors).toEqual([]);
  });
});
