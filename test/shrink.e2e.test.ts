// Shrink in a real browser: the smallest model that is enough, on the example's device.
import type { ElementHandle } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from './support/full.ts';
import { by, Lab, textOf, waitFor } from './support/lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

const patience = { timeout: 60_000, interval: 100 };

async function type(field: ElementHandle | null, text: string): Promise<void> {
  await field?.click({ count: 3 });
  await field?.type(text);
}

describe('the smallest that is enough', () => {
  it('is named with its cost on this device, beside the others that reach the score', async () => {
    const { page, errors } = await lab.newPage('#/shrink?score=80');
    await waitFor(page, 'enough-answer', patience.timeout);
    expect(await textOf(page, 'enough-answer')).toMatch(/^For 80 % \S.* is enough: \d/);
    const rows = await textOf(page, 'enough-table');
    expect(rows).toMatch(/IMAGENET1K_V\d/);
    const scores = [...rows.matchAll(/(\d\d(?:\.\d+)?) %/g)].map(([, score]) => Number(score));
    expect(scores.length).toBeGreaterThan(5);
    expect(Math.min(...scores)).toBeGreaterThanOrEqual(80);
    expect(errors).toEqual([]);
  });

  it.runIf(FULL)('follows the form and keeps it in the address', async () => {
    const { page, errors } = await lab.newPage('#/shrink');
    await waitFor(page, 'enough-answer', patience.timeout);
    const before = await textOf(page, 'enough-answer');
    await type(await page.$(by('enough-score')), '84');
    await expect.poll(() => textOf(page, 'enough-answer'), patience).toMatch(/^For 84 %/);
    const select = (await page.$(by('enough-by'))) as ElementHandle<HTMLSelectElement> | null;
    await select?.select('size');
    await expect
      .poll(() => textOf(page, 'enough-answer'), patience)
      .toMatch(/is enough: [\d.]+ MB/);
    expect(await textOf(page, 'enough-answer')).not.toBe(before);
    expect(page.url()).toMatch(/#\/shrink\?.*score=84/);
    expect(page.url()).toMatch(/by=size/);
    expect(errors).toEqual([]);
  });

  it.each(FULL ? ['101', 'good', '-1', ''] : ['101'])(
    'refuses "%s" and names the best there is',
    async (score) => {
      const { page } = await lab.newPage('#/shrink?score=70');
      await waitFor(page, 'enough-answer', patience.timeout);
      const field = await page.$(by('enough-score'));
      await field?.click({ count: 3 });
      if (score === '') await page.keyboard.press('Backspace');
      else await field?.type(score);
      await expect
        .poll(() => textOf(page, 'enough-error'), patience)
        .toMatch(/The best here is ViT-H\/14/);
      // The answer to the last possible question stays, marked.
      expect(await textOf(page, 'stale-mark')).toMatch(/Not updated/);
      expect(await textOf(page, 'enough-answer')).toMatch(/is enough/);
    },
  );

  it.runIf(FULL)(
    'answers the usual question, marked, where a link begins with an impossible one',
    async () => {
      const { page } = await lab.newPage('#/shrink?score=200');
      await waitFor(page, 'enough-answer', patience.timeout);
      expect(await textOf(page, 'stale-mark')).toMatch(/Not updated/);
      expect(await textOf(page, 'enough-error')).toMatch(/200 % is more than all/);
    },
  );

  it.runIf(FULL)('compares language models only within one evaluation', async () => {
    const { page } = await lab.newPage('#/shrink?evaluation=glue-dev-bert');
    await waitFor(page, 'enough-answer', patience.timeout);
    const table = await textOf(page, 'enough-table');
    expect(table).toMatch(/DistilBERT/);
    expect(table).not.toMatch(/Llama|RoBERTa/);
  });
});

describe('the founding claims', () => {
  it('are computed anew, each figure with where it comes from', async () => {
    const { page, errors } = await lab.newPage('#/shrink');
    await waitFor(page, 'claim-distilbert', patience.timeout);
    expect(await textOf(page, 'claim-distilbert')).toMatch(
      /Parameters saved 40 % 39 % holds Counted from the graphs/,
    );
    expect(await textOf(page, 'claim-squeezenet')).toMatch(/98 % 98 % holds/);
    expect(await textOf(page, 'claim-t0')).toMatch(/16 times 15\.7 times holds/);
    expect(errors).toEqual([]);
  });
});
