// npm run bench:estimate: what does one estimate cost the page's own thread? The worker computes; the page asks, and
// draws the answer. Models of every family are opened one after the other on the Train screen, and then a figure of the
// recipe is changed: what counts is the CPU time of the thread's tasks, in a trace, until nothing happens any more.
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Page } from 'puppeteer';
import { Lab, openResult, waitFor } from '../test/support/lab.ts';
import { mainThreadTasks } from './support/main-thread-tasks.ts';
import { writeResult } from './support/write-result.ts';

/** Small and large ones of every family; the largest models of the zoo are among them. */
const MODELS = [
  'alexnet',
  'resnet50',
  'resnet152',
  'mobilenet-v2',
  'efficientnet-b0',
  'densenet201',
  'vit-b-16',
  'bert-base',
  'gpt2-small',
  'gpt2-xl',
  'llama-2-7b',
];

/** A frame: a task that takes longer is one that a person may notice. */
const BAR_MS = 16;

/** The worker answers within a second, and the page draws in one frame. */
const SETTLED_MS = 2500;

interface Cost {
  /** CPU time of the longest task, and of all together. */
  readonly longestMs: number;
  readonly allMs: number;
}

export async function main(): Promise<void> {
  const lab = await Lab.open();
  try {
    const { page } = await lab.newPage();
    const source = readFileSync('test/fixtures/training-profile.json.gz');
    await openResult(page, gunzipSync(source).toString());
    const rows: { model: string; open: Cost; batch: Cost; trials: Cost }[] = [];
    for (const model of MODELS) {
      const ask = (change: string) => traced(page, lab.address, `#/train?model=${model}${change}`);
      const open = await ask('');
      // Another batch changes every figure of the page, another number of trials only those of the whole run.
      rows.push({ model, open, batch: await ask('&batch=2'), trials: await ask('&trials=3') });
    }
    const line = ({ longestMs, allMs }: Cost) =>
      `${longestMs.toFixed(1).padStart(6)} ms longest, ${allMs.toFixed(1).padStart(6)} ms all`;
    for (const { model, open, batch, trials } of rows) {
      process.stdout.write(
        `${model.padEnd(16)} batch: ${line(batch)}; trials: ${line(trials)}; opened: ${line(open)}\n`,
      );
    }
    const most = Math.max(
      ...rows.flatMap(({ batch, trials }) => [batch.longestMs, trials.longestMs]),
    );
    process.stdout.write(
      `longest task of an estimate ${most.toFixed(1)} ms of CPU time: ${most <= BAR_MS ? 'within' : 'OUTSIDE'} ${BAR_MS} ms\n`,
    );
    await writeResult('estimate-thread', { rows });
  } finally {
    await lab.close();
  }
}

/** The tasks of the page's thread from a change of the address until nothing happens any more. */
async function traced(page: Page, address: string, hash: string): Promise<Cost> {
  const path = join(tmpdir(), `flopscope-estimate-${process.pid}.json`);
  await page.tracing.start({ path, categories: ['toplevel', 'devtools.timeline'] });
  await page.evaluate((target) => {
    window.location.hash = target;
  }, hash);
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
  await waitFor(page, 'training-answer');
  await page.tracing.stop();
  const tasks = await mainThreadTasks(path, address);
  return {
    longestMs: tasks[0]?.cpuMs ?? 0,
    allMs: tasks.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
  };
}
