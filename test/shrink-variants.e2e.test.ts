// Shrink, "What does shrinking buy?", in a real browser: on the example's device, and on one without compressed kernels.
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FULL } from './support/full.ts';
import { by, Lab, textOf, waitFor } from './support/lab.ts';
import { measuredPage } from './support/measured-page.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

const patience = { timeout: 60_000, interval: 100 };

async function open(query: string): Promise<{ page: Page; errors: string[] }> {
  const opened = await lab.newPage(`#/shrink?view=variants${query}`);
  await waitFor(opened.page, 'variants-answer', patience.timeout);
  return opened;
}

async function retype(page: Page, testId: string, text: string): Promise<void> {
  const field = await page.$(by(testId));
  await field?.click({ count: 3 });
  await field?.type(text);
}

async function select(page: Page, testId: string, value: string): Promise<void> {
  const field = (await page.$(by(testId))) as ElementHandle<HTMLSelectElement> | null;
  await field?.select(value);
}

describe('what shrinking buys', () => {
  it('is said in a sentence, with every variant’s promise beside what is measured', async () => {
    const { page, errors } = await open('&variants=pruned:0.9,channels:0.5%2Bfused,int8');
    expect(await textOf(page, 'variants-answer')).toMatch(
      /, ResNet-50 promises [\d.]+× and (gives|keeps it).* [\d.]+× on /,
    );
    const table = await textOf(page, 'comparison-table');
    expect(table).toMatch(/Dense 1× 1× 1× /);
    expect(table).toMatch(/Pruned \(0\.9\) pruned:0\.9 7\.\d× [\d.]+× [\d.]+–[\d.]+ [\d.]+×/);
    expect(table).toMatch(/Fewer channels \(0\.5\), Fused channels:0\.5\+fused 3\.9× /);
    expect(await textOf(page, 'comparison-sources')).toMatch(/arXiv/);
    expect(await textOf(page, 'crossings')).toMatch(/Single weights (pay from|are) .* Blocks of/);
    expect(await textOf(page, 'two-of-four')).toMatch(/Ampere.*WGSL has no product/);
    await waitFor(page, 'product-roofline');
    // The most telling variant is open: where its time goes, what keeps the saving back, what making it takes.
    const why = await textOf(page, 'why-pruned:0.9');
    expect(why).toMatch(/90 % of the weights of 53 layers/);
    expect(why).toMatch(/products of compressed weights .* copies and conversions/);
    expect(why).toMatch(/Making it .* By answers/);
    expect(errors).toEqual([]);
  });

  it.runIf(FULL)('grows by the form, and the address follows', async () => {
    const { page, errors } = await open('&variants=int8');
    await select(page, 'variant-added', 'channels');
    await (await page.$(by('variant-add')))?.click();
    await expect.poll(() => textOf(page, 'comparison-table'), patience).toMatch(/channels:0\.5/);
    await retype(page, 'value-1-0-0', '0.25');
    await expect.poll(() => textOf(page, 'comparison-table'), patience).toMatch(/channels:0\.25/);
    expect(decodeURIComponent(page.url())).toContain('variants=int8,channels:0.25');
    await select(page, 'variant-added', 'fused');
    await select(page, 'variant-onto', '1');
    await (await page.$(by('variant-add')))?.click();
    await (await page.$(by('variant-remove-0')))?.click();
    await expect
      .poll(() => textOf(page, 'comparison-table'), patience)
      .toMatch(/Dense .* channels:0\.25\+fused/);
    expect(await textOf(page, 'comparison-table')).not.toMatch(/int8/);
    expect(decodeURIComponent(page.url())).toContain('variants=channels:0.25+fused');
    expect(errors).toEqual([]);
  });

  it.each(
    FULL
      ? ['pruned:1', 'pruned:abc', 'prund:0.9', 'int8,int8', 'int8+int8', '2:4', 'pruned']
      : ['prund:0.9'],
  )('keeps "%s" as typed, says what is wrong, and keeps the last answer, marked', async (typed) => {
    const { page } = await open('&variants=fused');
    const answer = await textOf(page, 'variants-answer');
    await retype(page, 'variants-text', typed);
    await expect.poll(() => textOf(page, 'variant-entries'), patience).toMatch(/\.$/);
    expect(await textOf(page, 'stale-mark')).toMatch(/Not updated/);
    expect(await textOf(page, 'variants-answer')).toBe(answer);
    expect(decodeURIComponent(page.url())).toContain(`variants=${typed}`);
  });

  it.runIf(FULL)(
    'compares what is usual, marked, where none of a link’s variants applies',
    async () => {
      const { page } = await open('&model=bert-base&variants=distilled:bert-large');
      await expect
        .poll(() => textOf(page, 'variants-error'), patience)
        .toMatch(/not fewer than its teacher BERT-base/);
      expect(await textOf(page, 'stale-mark')).toMatch(/Not updated/);
      expect(await textOf(page, 'comparison-table')).toMatch(/distilled:distilbert-base/);
    },
  );

  it.runIf(FULL)('says which variants do not apply, and compares the others', async () => {
    const { page } = await open('&model=vgg16&variants=experts:8,fused');
    expect(await textOf(page, 'comparison-refused')).toMatch(/experts:8 is not compared: VGG-16/);
    expect(await textOf(page, 'pareto-without')).toMatch(/Fewer than two/);
  });

  it.runIf(FULL)('tells reading and writing of a language model apart', async () => {
    const { page, errors } = await open('&model=gpt2-small&variants=int4-weights');
    expect(await textOf(page, 'comparison-table')).toMatch(/Reading: speed-up Writing: speed-up/);
    expect(await textOf(page, 'why-int4-weights')).toMatch(
      /reading promises .*; writing promises /,
    );
    expect(errors).toEqual([]);
  });
});

describe('a device without compressed kernels', () => {
  it('is told the counts at once, and what is missing can be measured and cancelled', async () => {
    const { page, errors } = await measuredPage(
      lab,
      '#/shrink?view=variants&variants=pruned:0.9',
      'measure-shrink',
    );
    await waitFor(page, 'variants-counted', patience.timeout);
    expect(await textOf(page, 'comparison-table')).toMatch(/pruned:0\.9 7\.\d× – not known/);
    await (await page.$(by('measure-shrink')))?.click();
    await waitFor(page, 'shrink-measuring', patience.timeout);
    expect(await textOf(page, 'comparison-table')).toMatch(/pruned:0\.9/);
    await (await page.$(by('cancel-button')))?.click();
    await waitFor(page, 'measure-shrink', patience.timeout);
    expect(errors).toEqual([]);
  });
});
