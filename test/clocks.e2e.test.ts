// The clocks of the Train screen and the self-test in a real browser, and both on the command line.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { by, Lab, openResult, textOf, waitFor } from './support/lab.ts';
import { exampleProfile } from '../src/shared/result/profile.fixture.ts';
import { FULL } from './support/full.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

async function openTrain(hash: string): Promise<{ page: Page; errors: string[] }> {
  const opened = await lab.newPage();
  await openResult(opened.page, JSON.stringify(exampleProfile));
  await opened.page.evaluate((target) => {
    window.location.hash = target;
  }, hash);
  await waitFor(opened.page, 'clock-chart');
  return opened;
}

describe('two clocks', () => {
  it('each time names its clock; a card in the address adds the native one', async () => {
    const { page, errors } = await openTrain('#/train?clockCard=nvidia-geforce-rtx-4090');
    await expect
      .poll(() => textOf(page, 'clock-verdict'))
      .toMatch(/Native software .* RTX 4090.*times/);
    const chart = await textOf(page, 'clock-chart');
    expect(chart).toMatch(/this browser, measured/);
    expect(chart).toMatch(/native, projected/);
    expect(chart).toMatch(/browser on another GPU, projected/);
    expect(await textOf(page, 'card-facts')).toMatch(/330 TFLOPS.*accumulating in f16/);
    expect(errors).toEqual([]);
  });

  it.runIf(FULL)('a card is found by a part of its name, and the address follows', async () => {
    const { page } = await openTrain('#/train');
    await page.locator(by('clock-card')).click();
    await page.keyboard.type('l40s');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.evaluate(() => window.location.hash))
      .toMatch(/clockCard=nvidia-l40s/);
    await expect.poll(() => textOf(page, 'clock-verdict')).toMatch(/L40S/);
  });

  it.runIf(FULL)(
    'another model keeps the card; the card that was measured needs no projection',
    async () => {
      const { page } = await openTrain('#/train?clockCard=nvidia-l4&clockPeak=f32');
      await expect.poll(() => textOf(page, 'clock-verdict')).toMatch(/plain f32/);
      await page.locator(by('clock-own')).click();
      await expect.poll(() => textOf(page, 'clock-chart')).not.toMatch(/another GPU/);
      await page.locator(by('field-batch')).click({ count: 3 });
      await page.keyboard.type('64');
      await expect.poll(() => page.evaluate(() => window.location.hash)).toMatch(/batch=64/);
      expect(await page.evaluate(() => window.location.hash)).toMatch(/clockCard=nvidia-l4/);
    },
  );

  it.runIf(FULL)('a card that does not exist gets a sentence', async () => {
    const { page, errors } = await openTrain('#/train?clockCard=nvidia-moon-1');
    await expect.poll(() => textOf(page, 'clocks')).toMatch(/no card “ ?nvidia-moon-1/);
    expect(errors).toEqual([]);
  });
});

describe('the self-test', () => {
  it('is reached from the footer, replays every anchor, and none fails', async () => {
    const { page, errors } = await lab.newPage();
    await page.locator(by('nav-self-test')).click();
    await waitFor(page, 'self-test-done');
    const table = await textOf(page, 'anchors');
    expect(table).toMatch(/Llama 2 7B.*6,738,415,616/);
    expect(table).toMatch(/passes/);
    expect(table).not.toMatch(/fails/);
    expect(errors).toEqual([]);
  });
});

describe('the command line', () => {
  const home = mkdtempSync(join(tmpdir(), 'flopscope-clocks-'));
  const profile = join(home, 'profile.json');
  writeFileSync(profile, JSON.stringify(exampleProfile));
  const flopscope = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [resolve('bin/flopscope.mjs'), ...args],
      { encoding: 'utf8', env: { ...process.env, XDG_CACHE_HOME: home, HOME: home } },
    );
    return { code: status, out: stdout, err: stderr };
  };

  it('selftest passes and tells every figure as JSON', () => {
    const { code, out } = flopscope('selftest', '--json');
    expect(code).toBe(0);
    const report = JSON.parse(out) as {
      verdicts: { fail: number; pass: number };
      anchors: unknown[];
    };
    expect(report.verdicts.fail).toBe(0);
    expect(report.verdicts.pass).toBeGreaterThan(20);
    expect(report.anchors.length).toBeGreaterThan(15);
  });

  it.runIf(FULL)('lists the cards, and an estimate names the clock of each time', () => {
    expect(flopscope('list', 'cards').out).toMatch(/nvidia-geforce-rtx-4090/);
    const { code, out } = flopscope(
      ...['estimate', 'resnet50', '--recipe', 'imagenet-90-epochs', '--profile', profile],
      ...['--card', 'nvidia-l4', '--project-to', 'nvidia-geforce-rtx-4090'],
    );
    expect(code).toBe(0);
    expect(out).toMatch(/this browser, measured/);
    expect(out).toMatch(/native, projected +NVIDIA L4/);
    expect(out).toMatch(/browser on another GPU, projected +NVIDIA GeForce RTX 4090/);
  });

  it('names the nearest cards for one that does not exist', () => {
    const { code, err } = flopscope(
      ...['estimate', 'resnet50', '--recipe', 'imagenet-90-epochs', '--profile', profile],
      ...['--card', 'nvidia-geforce-rtx-4099'],
    );
    expect(code).toBe(1);
    expect(err).toMatch(/no card.*nvidia-geforce-rtx-4090/i);
  });
});
