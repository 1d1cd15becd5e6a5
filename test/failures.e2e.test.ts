// Every way in which a browser can fail to measure, produced for real: each must say what to do.
import { afterEach, describe, expect, it } from 'vitest';
import { by, Lab, textOf, waitFor } from './support/lab.ts';
import { FULL } from './support/full.ts';

let lab: Lab | undefined;
afterEach(async () => {
  await lab?.close();
  lab = undefined;
});

describe('the page explains', () => {
  it('an insecure origin, and offers another way', async () => {
    lab = await Lab.open(['--host-resolver-rules=MAP lab.test 127.0.0.1']);
    const { page } = await lab.newPage('#/measure', 'lab.test');
    await waitFor(page, 'failure');
    expect(await textOf(page, 'failure')).toMatch(/secure.*(https|localhost)/i);
  });

  it('a browser without WebGPU', async () => {
    lab = await Lab.open(['--disable-blink-features=WebGPU', '--disable-features=WebGPU']);
    const { page } = await lab.newPage('#/measure');
    const offered = await page.evaluate(() => 'gpu' in navigator);
    if (offered) {
      // This build keeps navigator.gpu whatever the flags say: hide it before the page starts.
      await page.evaluateOnNewDocument(() => {
        Reflect.deleteProperty(Navigator.prototype, 'gpu');
      });
      await page.reload();
    }
    await waitFor(page, 'failure');
    expect(await textOf(page, 'failure')).toMatch(/no WebGPU.*(Chrome|Firefox)/i);
  });

  it('a browser without an adapter', async () => {
    lab = await Lab.open([
      '--use-webgpu-adapter=nothing',
      '--disable-gpu',
      '--disable-software-rasterizer',
    ]);
    const { page } = await lab.newPage('#/measure?suite=smoke');
    await page.evaluateOnNewDocument(() => undefined);
    await waitFor(page, 'measure-button');
    await page.locator(by('measure-button')).click();
    await waitFor(page, 'failure');
    expect(await textOf(page, 'failure')).toMatch(/adapter/i);
    expect(await textOf(page, 'failure')).toMatch(/hardware acceleration/i);
  });

  it('a worker that does not start, and offers to try again', async () => {
    lab = await Lab.open();
    const { page } = await lab.newPage('#/measure?suite=smoke');
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      void (request.url().includes('engine.worker') ? request.abort() : request.continue());
    });
    await waitFor(page, 'measure-button');
    await page.locator(by('measure-button')).click();
    await waitFor(page, 'failure');
    expect(await textOf(page, 'failure')).toMatch(/worker.*script did not load/i);
    await waitFor(page, 'retry-button');
  });

  it.runIf(FULL)(
    'a GPU process that dies in the middle of a run, and keeps what was measured on the screen',
    async () => {
      lab = await Lab.open();
      const { page } = await lab.newPage('#/measure?suite=smoke');
      await waitFor(page, 'measure-button');
      await page.locator(by('measure-button')).click();
      await page.waitForSelector('>>> [data-testid="headline"]');
      await waitFor(page, 'run-step');
      await expect
        .poll(() => textOf(page, 'run-step'), { timeout: 60_000 })
        .toMatch(/Matrix product/);
      const browser = await lab.browser.target().createCDPSession();
      await browser.send('Browser.crashGpuProcess');
      await waitFor(page, 'failure', 60_000);
      expect(await textOf(page, 'failure')).toMatch(/device was lost.*measure again/i);
      await waitFor(page, 'retry-button');
    },
  );
});
