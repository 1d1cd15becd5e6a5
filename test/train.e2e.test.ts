// The Train screen in a real browser, on a profile opened from a file: the question, bad answers to it, and
// that nothing typed is lost.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { by, Lab, openResult, textOf, waitFor } from './support/lab.ts';
import { FULL } from './support/full.ts';
import { exampleProfile } from '../src/shared/result/profile.fixture.ts';

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

async function type(field: string, text: string): Promise<void> {
  // As a person does it: mark what is there, type over it.
  await page.locator(by(`field-${field}`)).click({ count: 3 });
  await page.keyboard.type(text);
}

async function seconds(): Promise<number> {
  const answer = await page.waitForSelector(by('training-answer'));
  return Number(await answer?.evaluate((element) => element.getAttribute('data-seconds')));
}

async function valueOf(field: string): Promise<unknown> {
  const input = await page.waitForSelector(by(`field-${field}`));
  return input?.evaluate((element) => (element instanceof HTMLInputElement ? element.value : ''));
}

describe('the answer', () => {
  it('names model, recipe, time with its interval, and the clock that it belongs to', async () => {
    await goTo('#/train?model=resnet50');
    expect(await textOf(page, 'training-answer')).toMatch(
      /ResNet-50 ?, 90 epochs ?:.*\d+.*(day|h|year)/,
    );
    expect(await textOf(page, 'training-figures')).toMatch(/FLOP/);
    expect(await textOf(page, 'memory-parts')).toMatch(/Weights/);
    expect(await textOf(page, 'block-table')).toMatch(/layer1/);
    expect(await textOf(page, 'assumptions')).toMatch(/Backward kernels/);
    expect(errors).toEqual([]);
  });

  it.runIf(FULL)('follows the form: a third of the epochs takes a third of the time', async () => {
    await goTo('#/train?model=resnet50');
    const whole = await seconds();
    await type('epochs', '30');
    await expect.poll(seconds).toBeCloseTo(whole / 3, -3);
  });

  it.runIf(FULL)('is reached by its address, and the address follows the form', async () => {
    await goTo('#/train?model=alexnet&epochs=5');
    expect(await textOf(page, 'training-answer')).toMatch(/AlexNet ?, 5 epochs/);
    await type('epochs', '7');
    await expect.poll(() => page.evaluate(() => window.location.hash)).toMatch(/epochs=7/);
  });
});

describe('bad input', () => {
  it.each(FULL ? ['-1', '0', 'NaN', '1e30', 'Infinity', 'ten', '1.5.2', '<b>1</b>'] : ['1e30'])(
    'epochs %j are refused beside the field; the last valid answer stays, marked, and the text too',
    async (text) => {
      await goTo('#/train?model=resnet50');
      await type('epochs', text);
      await page.waitForSelector('>>> #epochs-error', { visible: true });
      await waitFor(page, 'stale-mark');
      // Of whatever was valid last: "1" on the way to "1e30".
      expect(await seconds()).toBeGreaterThan(0);
      expect(await valueOf('epochs')).toBe(text);
      expect(errors).toEqual([]);
    },
  );

  it.each([
    ['a model that does not exist', '#/train?model=resnet51', /resnet50/],
    [
      'a recipe for another kind of model',
      '#/train?model=resnet50&recipe=bert-pre-training',
      /recipe|not for/i,
    ],
  ])('%s in the address gets a sentence', async (_, hash, reason) => {
    await page.evaluate((target) => {
      window.location.hash = target;
    }, hash);
    await waitFor(page, 'train-model');
    await expect.poll(wholePage).toMatch(reason);
    expect(errors).toEqual([]);
  });
});

/** What a person reads on the screen. */
function wholePage(): Promise<string> {
  return page.evaluate(() => {
    const collect = (node: Node): string => {
      if (node instanceof HTMLStyleElement) return '';
      if (node instanceof Text) return node.data;
      const inside = node instanceof Element && node.shadowRoot !== null ? node.shadowRoot : node;
      return Array.from(inside.childNodes, collect).join(' ');
    };
    return collect(document.body);
  });
}
