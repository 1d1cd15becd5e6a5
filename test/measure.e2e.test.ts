// The Measure screen in a real browser on a real WebGPU adapter, whichever it is.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseResult } from '../src/shared/result/parse-result.ts';
import { exampleProfile } from '../src/shared/result/profile.fixture.ts';
import { downloaded, downloadFolder } from './support/downloads.ts';
import { by, Lab, openResult, textOf, waitFor } from './support/lab.ts';
import { FULL } from './support/full.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

async function startSmoke(page: Page): Promise<void> {
  await waitFor(page, 'measure-button');
  await page.locator(by('measure-button')).click();
}

describe('a newcomer', () => {
  it('sees an example that says so, and a page without a single error', async () => {
    const { page, errors } = await lab.newPage();
    await waitFor(page, 'measure-button');
    expect(await textOf(page, 'result-source')).toMatch(/example/i);
    expect(errors).toEqual([]);
  });

  it('measures: progress with the step’s name, then headline, kernels and device, kept over a reload', async () => {
    const { page, errors } = await lab.newPage('#/measure?suite=smoke');
    await startSmoke(page);
    await waitFor(page, 'run-step');
    expect(await textOf(page, 'run-step')).not.toBe('');
    await waitFor(page, 'answer', 90_000);
    const answer = await textOf(page, 'answer');
    expect(answer).toMatch(/[\d.]+ [MGTP]FLOPS/);
    expect(await textOf(page, 'kernel-table')).toMatch(/naive/i);
    expect(await textOf(page, 'explanations')).not.toBe('');
    await page.reload();
    await waitFor(page, 'answer');
    expect(await textOf(page, 'answer')).toBe(answer);
    expect(errors).toEqual([]);
  });

  // Two whole runs: half a minute.
  it.runIf(FULL)(
    'tells which variant won; the next run remembers it, unless asked to choose anew',
    async () => {
      const { page, errors } = await lab.newPage('#/measure?suite=smoke');
      await startSmoke(page);
      await waitFor(page, 'tuning-table', 90_000);
      expect(await textOf(page, 'tuning-table')).toMatch(/comes with the lab/);
      const measureAgain = async () => {
        const before = await textOf(page, 'tuning-table');
        await page.locator(by('measure-button')).click();
        await waitFor(page, 'run-step');
        await waitFor(page, 'tuning-table', 90_000);
        expect(before).not.toBe('');
        return textOf(page, 'tuning-table');
      };
      expect(await measureAgain()).toMatch(/found by an earlier run/);
      await page.locator(by('tuning-anew')).click();
      expect(await measureAgain()).not.toMatch(/found by an earlier run/);
      expect(errors).toEqual([]);
    },
  );

  it.runIf(FULL)('cancels within the time a person waits, and can measure again', async () => {
    const { page, errors } = await lab.newPage('#/measure?suite=smoke');
    await startSmoke(page);
    await waitFor(page, 'cancel-button');
    await page.locator(by('cancel-button')).click();
    await waitFor(page, 'cancelled', 20_000);
    await page.locator(by('retry-button')).click();
    await waitFor(page, 'answer', 90_000);
    expect(errors).toEqual([]);
  });
});

describe.runIf(FULL)('a stuck worker', () => {
  it('is ended when cancelled, and a new one measures', async () => {
    const { page, errors } = await lab.newPage('#/measure?suite=smoke');
    await startSmoke(page);
    await waitFor(page, 'run-step');
    await expect.poll(() => page.workers()).toHaveLength(1);
    const [worker] = page.workers();
    if (worker === undefined) throw new Error('The engine does not run in a worker.');
    // Stopped by the debugger in the middle of its work, the worker answers nobody.
    await worker.client.send('Debugger.enable');
    await worker.client.send('Debugger.pause');
    await page.locator(by('cancel-button')).click();
    await waitFor(page, 'cancelled', 20_000);
    expect(page.workers()).toHaveLength(0);
    await page.locator(by('retry-button')).click();
    await waitFor(page, 'answer', 90_000);
    expect(errors).toEqual([]);
  });
});

describe('files', () => {
  it('downloads a document that the schema accepts and that opens again', async () => {
    const { page } = await lab.newPage('#/measure?suite=smoke');
    const folder = await downloadFolder(page);
    await openResult(page, JSON.stringify(exampleProfile));
    expect(await textOf(page, 'kernel-table')).toMatch(/Register tile/i);
    await page.locator(by('download-json')).click();
    expect(parseResult(await downloaded(folder, '.json'))).toEqual(exampleProfile);
  });

  it.each([
    ['cut off', JSON.stringify(exampleProfile).slice(0, 900), /cut off/],
    ['of a newer version', JSON.stringify({ ...exampleProfile, schemaVersion: 2 }), /version 2/],
    ['of something else', '[1, 2, 3]', /not a Flopscope result/],
  ])('refuses a file %s with its reason', async (_, content, reason) => {
    const { page } = await lab.newPage();
    await openResult(page, content);
    await waitFor(page, 'file-message');
    expect(await textOf(page, 'file-message')).toMatch(reason);
  });

  it('shows hostile text as text', async () => {
    const { page, errors } = await lab.newPage();
    const label = '<img src=x onerror="document.title=\'broken\'">';
    const hostile = { ...exampleProfile, identity: { ...exampleProfile.identity, label } };
    await openResult(page, JSON.stringify(hostile));
    await expect.poll(() => page.evaluate(() => document.title)).not.toBe('broken');
    expect(await textOf(page, 'device-card')).toContain('Test fixture');
    expect(errors).toEqual([]);
  });
});
