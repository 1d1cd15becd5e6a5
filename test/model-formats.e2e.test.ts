// Model files of every format on the page, as they come in practice: in several parts, with companions, large.
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wholeGguf } from '../src/models/importers/gguf/write-gguf.ts';
import tinyLlama from '../src/models/importers/gguf/fixtures/tiny-llama.json' with { type: 'json' };
import { writeModel } from '../src/models/importers/onnx/fixtures/write-onnx.ts';
import { by, Lab, textOf, waitFor } from './support/lab.ts';
import { chain, saved, sparseModel } from './support/large-models.ts';
import { shards, splitGguf } from './support/model-parts.ts';
import {
  dropFiles,
  type TestFile,
  textFile,
  TINY_PARAMS,
  tinyConfig,
} from './support/model-files.ts';
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
  ({ page, errors } = await lab.newPage('#/model'));
  await waitFor(page, 'model-answer');
});

/** The machine of a test may be busy with others. */
const eventually = <T>(value: () => T | Promise<T>) => expect.poll(value, { timeout: 15_000 });

async function figure(name: 'params' | 'macs'): Promise<number> {
  const answer = await page.waitForSelector(by('model-answer'), { visible: true });
  return Number(
    await answer?.evaluate((element, key) => element.getAttribute(`data-${key}`), name),
  );
}

describe('GGUF', () => {
  it('is counted from a file that gguf-py wrote', async () => {
    const bytes = new Uint8Array(tinyLlama.size);
    bytes.set(Buffer.from(tinyLlama.head, 'base64'));
    await dropFiles(page, [{ name: 'tiny.gguf', bytes }]);
    await waitFor(page, 'file-facts');
    // The model before it has a count as well.
    await eventually(() => textOf(page, 'model-answer')).toContain('Tiny Llama');
    await eventually(() => figure('macs')).toBeGreaterThan(0);
    await eventually(() => textOf(page, 'file-facts')).toMatch(/GGUF/);
    await eventually(() => textOf(page, 'weight-types')).toMatch(/All/);
    expect(errors).toEqual([]);
  });

  it.runIf(FULL)(
    'is whole when both parts of a split file are dropped, and leaves neither aside',
    async () => {
      await dropFiles(page, splitGguf());
      await waitFor(page, 'layer-table');
      await eventually(() => textOf(page, 'file-facts')).toMatch(/GGUF/);
      await eventually(() => figure('params')).toBe(TINY_PARAMS);
      expect(await page.$(by('file-warnings'))).toBeNull();
      expect(errors).toEqual([]);
    },
  );

  it.runIf(FULL)(
    'of an unknown architecture asks for the configuration, which then opens by itself',
    async () => {
      const bytes = wholeGguf({
        metadata: [['general.architecture', 'string', 'unheard-of']],
        tensors: [{ name: 'a.weight', sizes: [8, 8] }],
      });
      await dropFiles(page, [{ name: 'strange.gguf', bytes }]);
      await waitFor(page, 'ask-config');
      expect(await textOf(page, 'drop-config')).toMatch(/drop the model’s config\.json/);
      expect(await figure('params')).toBe(64);
      await dropFiles(page, [textFile('config.json', JSON.stringify(tinyConfig))]);
      await eventually(() => figure('params')).toBe(TINY_PARAMS);
      expect(await figure('macs')).toBeGreaterThan(0);
    },
  );
});

describe('safetensors', () => {
  it.runIf(FULL)(
    'in shards, with index and configuration dropped together, has weights and a count',
    async () => {
      await dropFiles(page, shards());
      await waitFor(page, 'file-facts');
      await eventually(() => figure('macs')).toBeGreaterThan(0);
      expect(await figure('params')).toBe(TINY_PARAMS);
      expect(await textOf(page, 'weight-types')).toContain(TINY_PARAMS.toLocaleString('en'));
      expect(await page.$(by('file-warnings'))).toBeNull();
      expect(errors).toEqual([]);
    },
  );

  it.runIf(FULL)('whose shard is missing names it', async () => {
    await dropFiles(page, shards().slice(1));
    await waitFor(page, 'file-warnings');
    expect(await textOf(page, 'file-warnings')).toContain('model-00001-of-00002.safetensors');
  });
});

describe('ONNX', () => {
  const model = {
    name: 'outside.onnx',
    bytes: writeModel({
      inputs: [{ name: 'x', axes: [1, 8] }],
      initializers: [
        { name: 'w', sizes: [8, 3], external: { location: 'outside.data', length: '96' } },
      ],
      nodes: [{ type: 'MatMul', inputs: ['x', 'w'], outputs: ['y'] }],
      outputs: [{ name: 'y' }],
    }),
  };
  const data = (length: number): TestFile => ({
    name: 'outside.data',
    bytes: new Uint8Array(length),
  });

  it('takes its data from a file dropped beside it, and says so where that is cut off or absent', async () => {
    await dropFiles(page, [data(96), model]);
    await eventually(() => figure('macs')).toBe(24);
    expect(await page.$(by('file-warnings'))).toBeNull();
    await dropFiles(page, [data(95), model]);
    await eventually(() => textOf(page, 'file-warnings')).toContain('ends at byte 95');
    await dropFiles(page, [model]);
    await eventually(() => textOf(page, 'file-warnings')).toContain('was not given');
    expect(await figure('params')).toBe(24);
    expect(errors).toEqual([]);
  });

  it('of many gigabytes shows how far it is, and stops when it is cancelled', async () => {
    const path = sparseModel(10_000);
    try {
      await choose(path);
      await waitFor(page, 'file-reading');
      const bar = await page.$('>>> [role="progressbar"]');
      const share = async () =>
        Number((await bar?.evaluate((each) => each.getAttribute('aria-valuenow'))) ?? NaN);
      await eventually(share).toBeGreaterThan(0);
      expect(await share()).toBeLessThan(100);
      await page.locator(by('cancel-reading')).click();
      await eventually(() => page.$(by('file-reading'))).toBeNull();
      expect(await page.$(by('file-failure'))).toBeNull();
      expect(await figure('params')).toBe(25_557_032);
      // The worker is free for the next question.
      await dropFiles(page, [model]);
      await eventually(() => figure('macs')).toBe(24);
      expect(errors).toEqual([]);
    } finally {
      rmSync(dirname(path), { recursive: true });
    }
  });

  const widths: readonly (readonly [string, (product: number) => number])[] = [
    ['different', (product) => 32 + ((product * 7919) % 4001)],
    ['alike', () => 64],
  ];
  it.each(FULL ? widths : widths.slice(0, 1))(
    'of 20,000 layers that are %s is shown whole',
    async (_, widthAt) => {
      const path = saved(chain(10_000, widthAt));
      try {
        await choose(path);
        await page.waitForSelector(LAYER_TOTAL, { visible: true });
        await eventually(() => page.$eval(LAYER_TOTAL, (cell) => cell.textContent)).toContain(
          '20,000 layers',
        );
        await page.evaluate(() => {
          window.scrollTo(0, document.body.scrollHeight);
        });
        await waitFor(page, 'layer-roofline');
        expect(errors).toEqual([]);
      } finally {
        rmSync(dirname(path), { recursive: true });
      }
    },
  );
});

const LAYER_TOTAL = '>>> [data-testid="layer-table"] tfoot th';

/** By the button, because handing over megabytes to the page would hold it up by itself. */
async function choose(path: string): Promise<void> {
  const input = await page.$(by('model-files'));
  await (input as ElementHandle<HTMLInputElement>).uploadFile(path);
}
