// npm run bench:embed: does the element leave the thread of the page around it free? Measures once with the engine in a worker and
// once where the page's policy allows none, and names the longest tasks by their own processor time.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbedHosts } from '../test/support/embed-hosts.ts';
import { EXPLAINED_TASKS, mainThreadTasks, type Task } from './support/main-thread-tasks.ts';
import { writeResult } from './support/write-result.ts';

/** Longer tasks are felt: the long task of the W3C's Long Tasks API. */
const TASK_LIMIT_MS = 50;
const RUN_LIMIT_MS = 300_000;

const policies = {
  worker: undefined,
  page: "default-src 'none'; script-src CDN; style-src 'self'; img-src data:; worker-src 'none'",
} as const;

interface Measured {
  readonly ranOn: string;
  readonly tasks: number;
  readonly longer: number;
  readonly longest: readonly Task[];
}

export async function main(): Promise<void> {
  const hosts = await EmbedHosts.open();
  try {
    const report: Measured[] = [];
    for (const policy of Object.values(policies)) {
      const measured = await measure(hosts, policy);
      report.push(measured);
      const { ranOn, tasks, longer, longest } = measured;
      process.stdout.write(
        `engine on the ${ranOn}: ${tasks} tasks on the page's thread, ${longer} of them over ${TASK_LIMIT_MS} ms\n` +
          longest
            .map(
              ({ cpuMs, atMs, mostly }) =>
                `  ${cpuMs.toFixed(1)} ms at ${(atMs / 1e3).toFixed(1)} s: ${mostly}\n`,
            )
            .join(''),
      );
    }
    await writeResult('embed-thread', { suite: 'smoke', report });
  } finally {
    await hosts.close();
  }
}

async function measure(hosts: EmbedHosts, policy: string | undefined): Promise<Measured> {
  const path = join(tmpdir(), `flopscope-embed-trace-${process.pid}.json`);
  const { page } = await hosts.visit({ policy });
  await page.tracing.start({ path, categories: ['toplevel', 'devtools.timeline'] });
  // The trace has to see where the page comes from.
  await page.reload({ waitUntil: 'load' });
  const ended = await page.evaluateHandle(() => {
    const result = new Promise<{ ranOn: string }>((resolve, reject) => {
      document.addEventListener('flopscope-result', (event) => {
        resolve((event as CustomEvent<{ ranOn: string }>).detail);
      });
      document.addEventListener('flopscope-error', (event) => {
        reject(new Error((event as CustomEvent<{ message: string }>).detail.message));
      });
    });
    document.querySelector('flop-scope')?.shadowRoot?.querySelector('button')?.click();
    return { result };
  });
  page.setDefaultTimeout(RUN_LIMIT_MS);
  const ranOn = await ended.evaluate(async ({ result }) => (await result).ranOn);
  await page.tracing.stop();
  const tasks = await mainThreadTasks(path, new URL(page.url()).origin);
  await page.close();
  if (tasks.length === 0) throw new Error('The trace holds no task of the page.');
  return {
    ranOn,
    tasks: tasks.length,
    longer: tasks.filter(({ cpuMs }) => cpuMs > TASK_LIMIT_MS).length,
    longest: tasks.slice(0, EXPLAINED_TASKS),
  };
}
