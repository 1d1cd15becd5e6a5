// Compare in a real browser: what a model takes on two devices that were really measured, and pictures that are parsed and
// drawn as what they are, whatever names stand in them.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { comparisonCard } from '../src/results/card/comparison-card.ts';
import { resultCard } from '../src/results/card/result-card.ts';
import { compareRuns } from '../src/results/compare/compare-runs.ts';
import { runOfProfile } from '../src/results/compare/run-of-profile.ts';
import { encodeSummary } from '../src/results/link/result-link.ts';
import { testProfile } from '../src/shared/result/profile.fixture.ts';
import { by, Lab, textOf, waitFor } from './support/lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

const patience = { timeout: 60_000, interval: 50 };

/** The files as a person would have them: without the compression of the repository. */
function unpacked(...names: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'flopscope-models-'));
  return names.map((name) => {
    const path = join(folder, `${name}.json`);
    const packed = new URL(`../bench/results/${name}.json.gz`, import.meta.url);
    writeFileSync(path, gunzipSync(readFileSync(packed)));
    return path;
  });
}

async function upload(page: Page, paths: readonly string[]): Promise<void> {
  await waitFor(page, 'compare-answer');
  const input = await page.$(by('compare-files'));
  if (input === null) throw new Error('There is no field for files.');
  await (input as ElementHandle<HTMLInputElement>).uploadFile(...paths);
}

async function click(page: Page, testId: string): Promise<void> {
  await waitFor(page, testId);
  await page.$eval(by(testId), (button) => {
    if (button instanceof HTMLElement) button.click();
  });
}

it('foretells a model on two devices, and asks for the whole result where a summary is here', async () => {
  const files = unpacked(
    'training-node-mesa-software-llvmpipe',
    'training-node-google-swiftshader-swiftshader',
  );
  const { page, errors } = await lab.newPage('#/compare?model=resnet18&per=step');
  await upload(page, files);
  const bars = () => textOf(page, 'model-bars');
  await expect
    .poll(bars, patience)
    .toMatch(/software adapter .*(?:s|min) .*software adapter .*\d× \d[\d.]*–\d/u);
  expect(await textOf(page, 'model-table')).toMatch(/suite training, 2026-11-22/u);
  await page.select(by('field-compare-per'), 'run');
  await expect.poll(bars, patience).toMatch(/days|years/u);
  expect(page.url()).toMatch(/model=resnet18&.*per=run/u);
  await click(page, 'share-model-csv');
  await expect
    .poll(() => textOf(page, 'share-said'), patience)
    .toBe('Saved as flopscope-model-comparison.csv.');
  await click(page, 'picture-png');
  await expect
    .poll(() => textOf(page, 'picture-said'), patience)
    .toBe('Saved as flopscope-comparison.png.');

  // A GPU of which a summary is here: it has no time, and between it and the others no ratio may be told.
  const link = await encodeSummary(testProfile());
  await page.evaluate((target) => {
    location.hash = target;
  }, `#/compare?result=${link}&model=resnet18`);
  await expect.poll(bars, patience).toMatch(/summary alone is here; a prediction needs the whole/u);
  await page.setViewport({ width: 375, height: 900 });
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(overflow, patience).toBeLessThanOrEqual(0);
  expect(errors).toEqual([]);
});

it('draws cards in which hostile names are text, and takes their pixels', async () => {
  const evil = `</text></svg><script>document.title='x'</script><image href="/x"/>"'&\u0000\u202e\ud800 ﷽﷽ 👩‍👩‍👧‍👦 ${'مرحبا '.repeat(30)}`;
  const { identity } = testProfile();
  const runs = ['', '2'].map((mark) =>
    runOfProfile(
      testProfile({
        id: `id${mark}`,
        identity: { ...identity, label: `${mark}${evil}`.slice(0, 120) },
      }),
    ),
  );
  const [first] = runs;
  if (first === undefined) throw new Error('There is no run.');
  const comparison = compareRuns(runs, first.id, {
    basis: 'best-of-each',
    showsNotComparable: false,
  });
  const { page, errors } = await lab.newPage('#/compare');
  for (const { svg } of [
    resultCard(first, { theme: 'dark' }),
    comparisonCard(comparison, { theme: 'light' }),
  ]) {
    const seen = await page.evaluate(readCard, svg);
    expect(seen.failure).toBe('');
    expect(['svg', 'title', 'desc', 'rect', 'path', 'circle', 'line', 'text', 'tspan']).toEqual(
      expect.arrayContaining(seen.elements),
    );
    expect(seen.attributes.filter((name) => /^on|href|style/u.test(name))).toEqual([]);
    expect(seen.text).toContain('<script>');
    // A tainted canvas would have thrown; one that drew nothing has one colour.
    expect(seen.colours).toBeGreaterThan(10);
  }
  expect(errors).toEqual([]);
});

/** In the page: parses the document, and draws it under the page's own policy. */
async function readCard(svg: string) {
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const all = [...parsed.querySelectorAll('*')];
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  const image = new Image();
  image.src = address;
  await image.decode();
  URL.revokeObjectURL(address);
  const canvas = document.createElement('canvas');
  canvas.width = 1200;
  canvas.height = 630;
  const context = canvas.getContext('2d');
  context?.drawImage(image, 0, 0);
  const pixels = new Uint32Array(context?.getImageData(0, 0, 1200, 630).data.buffer ?? []);
  return {
    failure: parsed.querySelector('parsererror')?.textContent ?? '',
    elements: [...new Set(all.map(({ localName }) => localName))],
    attributes: [...new Set(all.flatMap((element) => element.getAttributeNames()))],
    text: parsed.documentElement.textContent,
    colours: new Set(pixels).size,
  };
}
