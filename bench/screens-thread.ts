// npm run bench:screens: does every screen leave the page's own thread free? Opens each, uses it, and names the longest
// task by its own processor time.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ElementHandle, Page } from 'puppeteer';
import { writeHistory } from '../src/results/history-file.ts';
import { KEPT_RESULTS } from '../src/results/result-store.ts';
import { by, Lab, waitFor } from '../test/support/lab.ts';
import { realProfiles } from '../test/support/real-profiles.ts';
import { mainThreadTasks, type Task } from './support/main-thread-tasks.ts';
import { writeResult } from './support/write-result.ts';

/** Longer tasks are felt: the long task of the W3C's Long Tasks API. */
const TASK_LIMIT_MS = 50;
const PATIENCE_MS = 60_000;
/** After the last change nothing is drawn any more. */
const REST_MS = 2500;

interface Screen {
  readonly name: string;
  readonly hash: string;
  /** Test id of what is there when the screen has its answer. */
  readonly ready: string;
  readonly use?: (page: Page) => Promise<void>;
}

const TABLE = '>>> details summary';

const folder = mkdtempSync(join(tmpdir(), 'flopscope-screens-'));

const screens: readonly Screen[] = [
  { name: 'measure', hash: '#/measure', ready: 'measure-button' },
  { name: 'model', hash: '#/model', ready: 'model-answer' },
  { name: 'train', hash: '#/train', ready: 'training-answer' },
  { name: 'shrink', hash: '#/shrink', ready: 'enough-answer' },
  { name: 'variants', hash: '#/shrink?view=variants', ready: 'comparison-table' },
  { name: 'accuracy', hash: '#/shrink?view=accuracy', ready: 'accuracy-question' },
  { name: 'efficiency', hash: '#/trends', ready: 'efficiency-on-device', use: openTables },
  { name: 'growth', hash: '#/trends?view=growth', ready: 'on-devices', use: openTables },
  {
    name: 'limits',
    hash: '#/trends?view=limits',
    ready: 'limits-answer',
    use: async (page) => {
      const slider = await page.waitForSelector('>>> input[type=range]');
      await slider?.focus();
      for (let step = 0; step < 10; step++) await page.keyboard.press('ArrowLeft');
      await openTables(page);
    },
  },
  {
    name: 'flexibility',
    hash: '#/trends?view=flexibility',
    ready: 'flexibility',
    use: async (page) => {
      await page.locator(by('flexibility-run')).click();
      // Nothing can be begun anew while it runs.
      await waitFor(page, 'flexibility-anew', PATIENCE_MS);
      await openTables(page);
    },
  },
  {
    name: 'claims',
    hash: '#/trends?view=claims',
    ready: 'claims-index',
    use: async (page) => {
      const field = await page.waitForSelector(by('typed-claim'));
      await field?.type('17,810 core-hours × 3.22 USD/v4-chip-hour');
    },
  },
  { name: 'stories', hash: '#/trends?view=stories', ready: 'story-halving' },
  {
    name: 'compare',
    hash: '#/compare',
    ready: 'compare-answer',
    use: async (page) => {
      await upload(page, 'compare-files', everyRealResult());
      await waitFor(page, 'ratio-picture', PATIENCE_MS);
      await openTables(page);
    },
  },
  {
    name: 'history',
    hash: '#/compare?view=history',
    ready: 'history-import',
    use: async (page) => {
      await upload(page, 'history-file', [fullHistory()]);
      await waitFor(page, 'history-export', PATIENCE_MS);
      // Read back from the browser's storage.
      await page.reload();
      await waitFor(page, 'history-export', PATIENCE_MS);
    },
  },
  {
    name: 'embed',
    hash: '#/embed',
    ready: 'preview',
    use: async (page) => {
      await page.select(by('field-embed-model'), 'resnet18');
      await waitFor(page, 'preview', PATIENCE_MS);
      await page.select(by('field-embed-suite'), 'smoke');
      const preview = await page.waitForSelector(by('preview'));
      await page.locator('>>> flop-scope >>> [part="button"]').click();
      // As a reader would: to the end, with the training time of both devices.
      await page.waitForFunction(
        (element) => Reflect.get(element ?? {}, 'state') === 'done',
        { timeout: PATIENCE_MS },
        preview,
      );
    },
  },
  { name: 'self-test', hash: '#/self-test', ready: 'self-test-answer' },
];

export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { only: { type: 'string', multiple: true } } });
  const { only = [] } = values;
  const lab = await Lab.open();
  const report: { screen: string; tasks: number; longest: readonly Task[] }[] = [];
  try {
    for (const screen of screens) {
      if (only.length > 0 && !only.includes(screen.name)) continue;
      const tasks = await tasksOf(lab, screen);
      const [longest] = tasks;
      if (longest === undefined) throw new Error('The trace holds no task of the page.');
      report.push({ screen: screen.name, tasks: tasks.length, longest: tasks.slice(0, 3) });
      process.stdout.write(
        `${screen.name.padEnd(12)} ${longest.cpuMs.toFixed(1).padStart(6)} ms at ${(longest.atMs / 1e3).toFixed(1)} s, ` +
          `${longest.cpuMs <= TASK_LIMIT_MS ? 'within' : 'OUTSIDE'} ${TASK_LIMIT_MS} ms: ${longest.mostly}\n`,
      );
    }
  } finally {
    await lab.close();
    rmSync(folder, { recursive: true, force: true });
  }
  if (only.length === 0) await writeResult('screens-thread', { report });
}

async function tasksOf(lab: Lab, { hash, ready, use }: Screen): Promise<readonly Task[]> {
  const path = join(tmpdir(), `flopscope-trace-${process.pid}.json`);
  const context = await lab.browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.tracing.start({ path, categories: ['toplevel', 'devtools.timeline'] });
  await page.goto(lab.address + hash, { waitUntil: 'load' });
  await waitFor(page, ready, PATIENCE_MS);
  await use?.(page);
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  await page.tracing.stop();
  const tasks = await mainThreadTasks(path, lab.address);
  await context.close();
  return tasks;
}

async function openTables(page: Page): Promise<void> {
  for (const summary of await page.$$(TABLE)) {
    await summary.evaluate((element) => {
      if (element instanceof HTMLElement) element.click();
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function upload(page: Page, testId: string, contents: readonly string[]): Promise<void> {
  const paths = contents.map((content, index) => {
    const path = join(folder, `${testId}-${index}.json`);
    writeFileSync(path, content);
    return path;
  });
  const input = await page.waitForSelector(by(testId));
  await (input as ElementHandle<HTMLInputElement> | null)?.uploadFile(...paths);
}

/** Some of them have more than a megabyte. */
function everyRealResult(): readonly string[] {
  return realProfiles().map(({ profile }) => JSON.stringify(profile));
}

/** As many as a browser keeps. */
function fullHistory(): string {
  const real = realProfiles().map(({ profile }) => profile);
  const profiles = Array.from({ length: KEPT_RESULTS }, (_, index) => {
    const [first] = real;
    const profile = real[index % real.length] ?? first;
    if (profile === undefined) throw new Error('There is no real result.');
    const createdAt = new Date(Date.UTC(2026, 0, 1 + index)).toISOString();
    return { ...profile, id: `history-${index}`, createdAt };
  });
  return writeHistory(profiles).join('');
}
