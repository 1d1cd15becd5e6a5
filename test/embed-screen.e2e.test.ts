// Embed in a real browser: a result seen as readers will see it, and what is copied to put it there.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { by, Lab, textOf, waitFor } from './support/lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

it('shows the element, the frame and the picture, each with its snippet', async () => {
  const { page, errors } = await lab.newPage('#/embed');
  const snippet = () => page.$eval(by('snippet'), (field) => (field as HTMLTextAreaElement).value);
  await waitFor(page, 'preview');
  expect(await textOf(page, 'embed-answer')).toMatch(/^\d[\d.]* kB in your page$/);
  await expect.poll(() => textOf(page, 'preview'), { timeout: 10_000 }).toMatch(/FLOPS/);
  expect(await snippet()).toMatch(
    /^<script type="module" src="http:\/\/localhost:\d+\/embed\/[\w.-]+" integrity="sha384-[^"]+" crossorigin="anonymous"><\/script>\n<flop-scope [^>]*result="1[\w-]+">/,
  );
  await page.setViewport({ width: 375, height: 900 });
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(overflow).toBeLessThanOrEqual(0);

  await page.select(by('field-embed-kind'), 'picture');
  await waitFor(page, 'preview-picture');
  expect(page.url()).toMatch(/#\/embed\?kind=picture$/);
  expect(await snippet()).toMatch(/^\[!\[.*\.svg\)\]\(<http/);
  await page.select(by('field-embed-kind'), 'frame');
  await waitFor(page, 'preview-frame');
  expect(await snippet()).toMatch(/^<iframe src="http:\/\/localhost:\d+\/embed\.html\?/);
  const frame = await (await page.$(by('preview-frame')))?.contentFrame();
  await frame?.waitForSelector('flop-scope >>> [part~="bar"]', { timeout: 10_000 });
  expect(errors).toEqual([]);
});

it('says what is wrong with an address, and keeps what was typed', async () => {
  const { page } = await lab.newPage('#/embed?result=gone&site=nowhere&kind=x');
  await waitFor(page, 'preview');
  expect(await textOf(page, 'link-warnings')).toMatch(/“kind”/);
  const field = await page.$eval(
    by('field-embed-site'),
    (input) => (input as HTMLInputElement).value,
  );
  expect(field).toBe('nowhere');
  expect(await page.$eval('>>> #embed-site-error', (error) => error.textContent)).toMatch(
    /not the address/,
  );
});

it('carries the model and what shrinks it in every snippet, and says which variant is none', async () => {
  const { page } = await lab.newPage('#/embed?model=resnet18&result=none');
  const snippet = () => page.$eval(by('snippet'), (field) => (field as HTMLTextAreaElement).value);
  const type = async (text: string) => {
    const field = await page.waitForSelector(by('field-embed-variants'));
    await field?.click({ count: 3 });
    await field?.type(text);
  };
  await type('int9');
  await page.waitForSelector('>>> #embed-variants-error');
  expect(await snippet()).not.toContain('variants=');
  await type('pruned:0.9,int8');
  await expect.poll(snippet).toContain('variants="pruned:0.9,int8"');
  expect(await page.$eval(by('preview'), (element) => element.getAttribute('variants'))).toBe(
    'pruned:0.9,int8',
  );
  await page.select(by('field-embed-kind'), 'frame');
  await expect.poll(snippet).toContain('variants=pruned%3A0.9%2Cint8');
});
