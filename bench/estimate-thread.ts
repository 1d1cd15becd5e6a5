// npm run bench:estimate: what does one estimate cost the page's own thread? The worker computes; the page asks, and
// draws the answer. Models of every family are opened one after the other on the Train screen, and then a figure of the
// recipe is changed: what counts is the time in our own scripts until the new answer is drawn, by a CPU profile.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { CDPSession, Page } from 'puppeteer';
import { Lab, openResult, waitFor } from '../test/support/lab.ts';
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

const BAR_MS = 16;

/** The worker answers within a second, and the page draws in one frame. */
const SETTLED_MS = 2500;

interface Node {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string };
  readonly children?: readonly number[];
}

interface Profile {
  readonly nodes: readonly Node[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

export async function main(): Promise<void> {
  const lab = await Lab.open();
  try {
    const { page } = await lab.newPage();
    const source = readFileSync('test/fixtures/training-profile.json.gz');
    await openResult(page, gunzipSync(source).toString());
    const session = await page.createCDPSession();
    await session.send('Profiler.enable');
    await session.send('Profiler.setSamplingInterval', { interval: 200 });
    const rows: { model: string; openMs: number; estimateMs: number }[] = [];
    for (const model of MODELS) {
      const openMs = await profiled(page, session, lab.address, `#/train?model=${model}`);
      const estimateMs = await profiled(
        page,
        session,
        lab.address,
        `#/train?model=${model}&trials=3`,
      );
      rows.push({ model, openMs, estimateMs });
    }
    for (const { model, openMs, estimateMs } of rows) {
      process.stdout.write(
        `${model.padEnd(18)} ${estimateMs.toFixed(1).padStart(6)} ms of scripts for one estimate, ${openMs.toFixed(1).padStart(6)} ms to open the model\n`,
      );
    }
    const most = Math.max(...rows.map(({ estimateMs }) => estimateMs));
    process.stdout.write(
      `most ${most.toFixed(1)} ms: ${most <= BAR_MS ? 'within' : 'OUTSIDE'} ${BAR_MS} ms\n`,
    );
    await writeResult('estimate-thread', { rows });
  } finally {
    await lab.close();
  }
}

/** Milliseconds in our scripts from a change of the address until nothing happens any more. */
async function profiled(
  page: Page,
  session: CDPSession,
  address: string,
  hash: string,
): Promise<number> {
  await session.send('Profiler.start');
  await page.evaluate((target) => {
    window.location.hash = target;
  }, hash);
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
  await waitFor(page, 'training-answer');
  const { profile } = (await session.send('Profiler.stop')) as { profile: Profile };
  return scriptMs(profile, address);
}

function scriptMs({ nodes, samples = [], timeDeltas = [] }: Profile, address: string): number {
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])),
  );
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const isOurs = (id: number | undefined): boolean => {
    const node = id === undefined ? undefined : byId.get(id);
    if (node === undefined || id === undefined) return false;
    return node.callFrame.url.startsWith(address) || isOurs(parents.get(id));
  };
  const micros = samples.reduce(
    (sum, id, index) => (isOurs(id) ? sum + (timeDeltas[index] ?? 0) : sum),
    0,
  );
  return micros / 1e3;
}
