// npm run bench:page: while a suite measures, does the page's own thread stay free? Counts its tasks by
// their own CPU time in a trace, and times clicks until the frame that shows them.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { by, Lab, waitFor } from '../test/support/lab.ts';
import { parseArguments } from './support/arguments.ts';
import { EXPLAINED_TASKS, mainThreadTasks } from './support/main-thread-tasks.ts';
import { writeResult } from './support/write-result.ts';

/** The bars: no task over 50 ms of its own CPU time, a click acknowledged within 200 ms. */
const TASK_LIMIT_MS = 50;
const CLICK_LIMIT_MS = 200;

const CLICKS = 10;
const RUN_LIMIT_MS = 300_000;

export async function main(args: string[]): Promise<void> {
  const { suite } = parseArguments(args);
  const lab = await Lab.open();
  const tracePath = join(tmpdir(), `flopscope-trace-${process.pid}.json`);
  try {
    const { page } = await lab.newPage(`#/measure?suite=${suite}`);
    await waitFor(page, 'measure-button');
    await page.evaluate(watchClicks);
    await page.tracing.start({ path: tracePath, categories: ['toplevel', 'devtools.timeline'] });
    await page.locator(by('measure-button')).click();
    await waitFor(page, 'run-step');
    for (let click = 0; click < CLICKS; click++) {
      // The heading does nothing: what is timed is the page, not a feature.
      await page.mouse.click(640, 300);
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    await waitFor(page, 'answer', RUN_LIMIT_MS);
    await page.tracing.stop();
    const delays = (await page.evaluate('window.clickDelays')) as number[];
    const tasks = await mainThreadTasks(tracePath, lab.address);
    const slowest = Math.max(...delays);
    const explained = tasks.slice(0, EXPLAINED_TASKS);
    const longest = explained[0]?.cpuMs;
    if (longest === undefined) throw new Error('The trace holds no task of the page.');
    process.stdout.write(
      `suite ${suite}: ${tasks.length} tasks on the page's thread, longest ${longest.toFixed(1)} ms of own CPU time ` +
        `(${longest <= TASK_LIMIT_MS ? 'within' : 'OUTSIDE'} ${TASK_LIMIT_MS} ms)\n` +
        explained
          .map(
            (task) =>
              `  ${task.cpuMs.toFixed(1)} ms at ${(task.atMs / 1e3).toFixed(1)} s: ${task.mostly}\n`,
          )
          .join('') +
        `${delays.length} clicks while measuring, slowest acknowledged after ${slowest.toFixed(0)} ms ` +
        `(${slowest <= CLICK_LIMIT_MS ? 'within' : 'OUTSIDE'} ${CLICK_LIMIT_MS} ms)\n`,
    );
    await writeResult('page-thread', {
      suite,
      longestTasks: explained,
      clickDelaysMs: delays,
    });
  } finally {
    await lab.close();
  }
}

/** Runs in the page: time from the click to the second frame after it, when it is on the screen. */
function watchClicks(): void {
  const delays: number[] = [];
  Object.assign(window, { clickDelays: delays });
  window.addEventListener(
    'pointerdown',
    (event) => {
      requestAnimationFrame(() => {
        requestAnimationFrame(() => delays.push(performance.now() - event.timeStamp));
      });
    },
    { capture: true },
  );
}
