// Every screen, both themes, wide and phone width: no violation that axe can find, nothing wider than the
// window, and everything reachable by keyboard.
import { AxePuppeteer } from '@axe-core/puppeteer';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Lab, waitFor } from './support/lab.ts';
import { FULL } from './support/full.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

const screens = [
  { path: '#/measure', ready: 'measure-button' },
  { path: '#/model', ready: 'reconciler' },
  { path: '#/train', ready: 'train-model' },
  ...(FULL ? [{ path: '#/train?check=mlp-small,lenet', ready: 'check-list' }] : []),
  { path: '#/shrink', ready: 'claim-t0' },
  { path: '#/shrink?view=variants', ready: 'comparison-table' },
  { path: '#/shrink?view=accuracy', ready: 'accuracy-outlook' },
  { path: '#/trends', ready: 'efficiency-on-device' },
  ...(FULL ? [{ path: '#/trends?view=growth', ready: 'hardware-answer' }] : []),
  ...(FULL ? [{ path: '#/trends?view=limits', ready: 'limits-answer' }] : []),
  { path: '#/trends?view=claims', ready: 'claims-index' },
  ...(FULL ? [{ path: '#/trends?view=flexibility', ready: 'flexibility-run' }] : []),
  ...(FULL ? [{ path: '#/trends?view=stories', ready: 'story-halving' }] : []),
  ...(FULL ? [{ path: '#/compare', ready: 'model-costs' }] : []),
  ...(FULL ? [{ path: '#/compare?view=history', ready: 'history-import' }] : []),
  ...(FULL ? [{ path: '#/compare?view=board', ready: 'board-answer' }] : []),
  { path: '#/embed', ready: 'preview' },
  { path: '#/self-test', ready: 'self-test-done' },
];

describe.each(screens)('$path', ({ path, ready }) => {
  // One page for all of it: opening is most of the time.
  let page: Page;
  beforeAll(async () => {
    ({ page } = await lab.newPage(path));
    await page.setViewport({ width: 1280, height: 900 });
    await waitFor(page, ready);
  });
  afterAll(async () => {
    await page.browserContext().close();
  });

  it('is reached by the keyboard alone, with a visible focus at each stop', async () => {
    const stops: string[] = [];
    for (let step = 0; step < 12; step++) {
      await page.keyboard.press('Tab');
      stops.push(await page.evaluate(describeFocus));
    }
    expect(new Set(stops).size).toBeGreaterThan(5);
    expect(stops.filter((stop) => stop.endsWith('unseen'))).toEqual([]);
  });

  it.each(['light', 'dark'])('has no violation in the %s theme', async (theme) => {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
    const axe = new AxePuppeteer(page);
    // A theme changes nothing but colours.
    if (theme === 'dark' && !FULL) axe.withRules(['color-contrast', 'link-in-text-block']);
    const { violations } = await axe.analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`,
    );
    expect(found).toEqual([]);
  });

  it.each(FULL ? [320, 375, 1440] : [375])('fits a window of %d px', async (width) => {
    await page.setViewport({ width, height: 900 });
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    // Charts take up their new size in the frame after.
    await expect.poll(overflow, { timeout: 5000 }).toBeLessThanOrEqual(0);
  });
});

/** What has the focus, through shadow roots, and whether a person can see it. Runs in the page. */
function describeFocus(): string {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  if (element === null || element === document.body) return 'page';
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
  const seen = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  const name = element.getAttribute('data-testid') ?? element.textContent.trim().slice(0, 20);
  return `${element.tagName} ${name} ${seen ? 'seen' : 'unseen'}`;
}
