// Pictures of what the lab shows while it works, when it fails and when it is asked the impossible, for looking at them:
// npm run states [folder]. Needs the built page. Everything is really run; only the device's profile is a recorded one.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { by, Lab, textOf, waitFor } from '../test/support/lab.ts';
import { ACCURACY, keptPage, recordedPieces } from '../test/support/kept-digits.ts';
import { measuredPage } from '../test/support/measured-page.ts';

const widths = { desktop: 1440, phone: 375 };
const themes = ['light', 'dark'] as const;

/** A check or a measurement on a software adapter takes minutes to get somewhere. */
const PATIENCE_MS = 60_000;

interface State {
  readonly name: string;
  readonly hash: string;
  /** Until the page shows what the picture is of. */
  readonly reach?: (page: Page) => Promise<void>;
  /** The part of the page; all of it when absent. */
  readonly part?: string;
  /** Opens a page whose device was not measured. */
  readonly newcomer?: boolean;
  /** What a page on a measured device shows first; Train's when absent. */
  readonly ready?: string;
  /** Pieces of the digits experiment, or what stands in their place. */
  readonly kept?: Parameters<typeof keptPage>[1];
}

const CHECK = '#/train?model=alexnet-paper&checkSeconds=1&check=mlp-small,model,lenet,vit-block';

const VARIANTS = '#/shrink?view=variants';

const FLEXIBILITY = '#/trends?view=flexibility';

const EMBED = '#/embed?suite=smoke&model=resnet18&variants=channels:0.5,int8';

const states: readonly State[] = [
  { name: 'newcomer-measure', hash: '#/measure', newcomer: true },
  { name: 'newcomer-train', hash: '#/train', newcomer: true },
  {
    name: 'check-measuring-first',
    hash: '#/train',
    newcomer: true,
    part: 'check',
    reach: async (page) => {
      await click(page, 'check-button');
      await waitFor(page, 'run-step', PATIENCE_MS);
      await pause(15_000);
    },
  },
  { name: 'check-idle', hash: '#/train?check=all', part: 'check' },
  {
    name: 'check-running',
    hash: CHECK,
    part: 'check',
    reach: async (page) => {
      await click(page, 'check-button');
      await until(page, 'check-so-far', /So far/);
    },
  },
  {
    name: 'check-cancelled',
    hash: CHECK,
    part: 'check',
    reach: async (page) => {
      await click(page, 'check-button');
      await until(page, 'check-so-far', /So far/);
      await click(page, 'job-cancel');
      await until(page, 'check-cancelled', /Cancelled/);
    },
  },
  {
    name: 'check-done',
    hash: CHECK,
    part: 'check',
    reach: async (page) => {
      await click(page, 'check-button');
      await until(page, 'check-summary', /Median/);
    },
  },
  {
    name: 'check-failed',
    hash: CHECK,
    part: 'check',
    reach: async (page) => {
      await click(page, 'check-button');
      await until(page, 'check-so-far', /So far/);
      await crashGpu(page);
      await until(page, 'check', /lost/i);
    },
  },
  {
    name: 'digits-running',
    hash: '#/train?digitsEpochs=2',
    part: 'digits',
    reach: async (page) => {
      await click(page, 'digits-button');
      await pause(20_000);
    },
  },
  {
    name: 'digits-failed',
    hash: '#/train?digitsEpochs=1&digitsRate=1e30',
    part: 'digits',
    reach: async (page) => {
      await click(page, 'digits-button');
      await until(page, 'digits-failure', /./);
    },
  },
  {
    name: 'impossible-recipe',
    hash: '#/train?model=resnet50&epochs=0&batch=1e9&trials=-2&memory=1%20parsec&tariff=-1&currency=XYZ',
    newcomer: true,
  },
  { name: 'unknown-model', hash: '#/train?model=resnet51&recipe=none&batch=1e30', newcomer: true },
  { name: 'variants-answered', hash: VARIANTS, newcomer: true, reach: answeredVariants },
  {
    name: 'variants-language',
    hash: `${VARIANTS}&model=gpt2-small`,
    newcomer: true,
    reach: answeredVariants,
  },
  {
    name: 'variants-impossible',
    hash: `${VARIANTS}&variants=pruned:1.5,prund:0.9,int8&batch=0&fineTuning=much`,
    newcomer: true,
    reach: answeredVariants,
  },
  {
    name: 'variants-refused',
    hash: `${VARIANTS}&model=bert-base&variants=distilled:bert-large,distilled:resnet50`,
    newcomer: true,
    reach: answeredVariants,
  },
  { name: 'variants-counted', hash: VARIANTS, ready: 'measure-shrink', reach: answeredVariants },
  {
    name: 'variants-measuring',
    hash: VARIANTS,
    ready: 'measure-shrink',
    reach: async (page) => {
      await answeredVariants(page);
      await click(page, 'measure-shrink');
      await waitFor(page, 'shrink-measuring', PATIENCE_MS);
      await pause(15_000);
    },
  },
  { name: 'accuracy-never', hash: ACCURACY, newcomer: true },
  {
    name: 'accuracy-impossible',
    hash: '#/shrink?view=accuracy&size=huge&seeds=1.5&only=int2',
    newcomer: true,
  },
  { name: 'accuracy-done', hash: ACCURACY, kept: recordedPieces },
  { name: 'accuracy-go-on', hash: ACCURACY, kept: recordedPieces.slice(0, 4) },
  { name: 'accuracy-damaged', hash: ACCURACY, kept: '{"oops' },
  {
    name: 'accuracy-running',
    hash: ACCURACY,
    kept: recordedPieces.slice(0, 4),
    reach: (page) => goOn(page),
  },
  {
    name: 'accuracy-cancelled',
    hash: ACCURACY,
    kept: recordedPieces.slice(0, 4),
    reach: async (page) => {
      await goOn(page);
      await click(page, 'job-cancel');
      await until(page, 'accuracy-cancelled', /Cancelled/);
    },
  },
  {
    name: 'accuracy-failed',
    hash: ACCURACY,
    kept: recordedPieces.slice(0, 4),
    reach: async (page) => {
      await goOn(page);
      await crashGpu(page);
      await until(page, 'accuracy', /lost/i);
    },
  },
  { name: 'trends-own-run', hash: '#/trends?model=resnet18&epochs=5', newcomer: true },
  { name: 'trends-impossible', hash: '#/trends?model=resnet18&epochs=-3', newcomer: true },
  {
    name: 'growth-impossible',
    hash: '#/trends?view=growth&since=soon&year=1e9&devices=0&days=-1&server=server.watts%3Amuch',
    newcomer: true,
  },
  {
    name: 'growth-empty',
    hash: '#/trends?view=growth&domain=Language&since=2024.9',
    newcomer: true,
  },
  { name: 'limits-extreme', hash: '#/trends?view=limits&error=1e-9', newcomer: true },
  { name: 'limits-impossible', hash: '#/trends?view=limits&error=120&passes=many', newcomer: true },
  {
    name: 'flexibility-running',
    hash: FLEXIBILITY,
    newcomer: true,
    reach: async (page) => {
      await click(page, 'flexibility-run');
      await until(page, 'flexibility', /Design 2/);
    },
  },
  {
    name: 'flexibility-done',
    hash: FLEXIBILITY,
    newcomer: true,
    reach: async (page) => {
      await click(page, 'flexibility-run');
      await until(page, 'flexibility-state', /Complete/);
    },
  },
  {
    name: 'flexibility-impossible',
    hash: '#/trends?view=flexibility&designs=0&seed=-1&penalty=x',
    newcomer: true,
  },
  {
    name: 'claims-impossible',
    hash: '#/trends?view=claims&claim=grover&edits=grover.time%3Asoon&typed=12%20tflops',
    newcomer: true,
  },
  { name: 'history-kept', hash: '#/compare?view=history', ready: 'history-export' },
  {
    name: 'embed-impossible',
    hash: '#/embed?kind=frame&result=gone&site=nowhere&parent=blog&model=resnet18&variants=int9',
    newcomer: true,
    reach: answeredEmbed,
  },
  {
    name: 'embed-running',
    hash: EMBED,
    newcomer: true,
    reach: async (page) => {
      await measureInPreview(page);
      await until(page, 'preview', /left/);
    },
  },
  {
    name: 'embed-done',
    hash: EMBED,
    newcomer: true,
    reach: async (page) => {
      await measureInPreview(page);
      await until(page, 'preview', /Measure again/);
    },
  },
  { name: 'self-test', hash: '#/self-test', newcomer: true },
];

export async function main([folder = 'states', only]: string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const lab = await Lab.open();
  try {
    for (const state of states.filter(({ name }) => only === undefined || name.includes(only))) {
      await show(lab, state, folder);
    }
  } finally {
    await lab.close();
  }
}

async function show(lab: Lab, state: State, folder: string): Promise<void> {
  const { name, reach, part } = state;
  const { page, errors } = await openState(lab, state);
  try {
    await pause(2500);
    await reach?.(page);
  } catch (thrown) {
    process.stdout.write(`${name}: not reached: ${String(thrown)}\n`);
  }
  for (const theme of themes) {
    for (const [device, width] of Object.entries(widths)) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }]);
      // Charts are drawn when they come into view: for a moment everything is.
      await page.setViewport({ width, height: 8000 });
      await pause(1200);
      const path = join(folder, `${name}-${theme}-${device}.png`);
      const element = part === undefined ? null : await page.$(by(part));
      if (element === null) {
        await page.setViewport({ width, height: 900 });
        await page.screenshot({ path, fullPage: true });
      } else await element.screenshot({ path });
    }
  }
  for (const error of errors) process.stdout.write(`${name}: console: ${error}\n`);
  process.stdout.write(`${name}\n`);
  await page.browserContext().close();
}

function openState(lab: Lab, { hash, newcomer = false, ready, kept }: State) {
  if (kept !== undefined) return keptPage(lab, kept, hash);
  return newcomer ? lab.newPage(hash) : measuredPage(lab, hash, ready);
}

async function goOn(page: Page): Promise<void> {
  await waitFor(page, 'accuracy-run', PATIENCE_MS);
  await click(page, 'accuracy-run');
  await until(page, 'job-step', /loss/);
}

async function answeredVariants(page: Page): Promise<void> {
  await waitFor(page, 'comparison-table', PATIENCE_MS);
}

async function answeredEmbed(page: Page): Promise<void> {
  await page.waitForSelector('>>> [data-testid=snippet]', { timeout: PATIENCE_MS });
}

async function measureInPreview(page: Page): Promise<void> {
  await waitFor(page, 'preview', PATIENCE_MS);
  await page.locator('>>> flop-scope >>> [part="button"]').click();
}

/** What the driver does on its worst day: the process that holds the device ends. */
async function crashGpu(page: Page): Promise<void> {
  const browser = await page.browser().target().createCDPSession();
  await browser.send('Browser.crashGpuProcess');
  await browser.detach();
}

async function click(page: Page, testId: string): Promise<void> {
  await (await page.waitForSelector(by(testId)))?.click();
}

async function until(page: Page, testId: string, pattern: RegExp): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!pattern.test(await textOf(page, testId))) {
    if (Date.now() > end) throw new Error(`"${testId}" never showed ${String(pattern)}.`);
    await pause(100);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
