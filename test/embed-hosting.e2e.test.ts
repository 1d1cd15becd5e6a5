// The element on a page of another origin, under the policies that such pages have, in a real browser: the engine runs, and
// where a policy leaves it nothing or somebody has changed it, the reader is told.
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmbedHosts, OWN_ENGINE, type Post } from './support/embed-hosts.ts';
import { FULL } from './support/full.ts';

let hosts: EmbedHosts;
beforeAll(async () => {
  hosts = await EmbedHosts.open();
});
afterAll(async () => {
  await hosts.close();
});

interface Told {
  readonly type: string;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly ranOn?: string | undefined;
  readonly step?: string | undefined;
}

/** Clicks, and waits for the first event of one of these types, an error in any case. */
async function click(page: Page, types: readonly string[]): Promise<Told> {
  const told = await page.evaluateHandle(
    (awaited) =>
      new Promise<Told>((resolve) => {
        for (const type of [...awaited, 'flopscope-error']) {
          document.addEventListener(
            type,
            (event) => {
              const { code, message, ranOn, step } = (event as CustomEvent<Told>).detail;
              resolve({ type, code, message, ranOn, step });
            },
            { once: true },
          );
        }
        const button = document.querySelector('flop-scope')?.shadowRoot?.querySelector('button');
        if (button) button.click();
        else resolve({ type: 'no button' });
      }),
    types,
  );
  return told.jsonValue();
}

/** Ends a run, and with it the worker. */
function stop(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const element = document.querySelector<Element & { abort(): void }>('flop-scope');
    const ended = new Promise((resolve) => {
      document.addEventListener('flopscope-error', resolve, { once: true });
    });
    element?.abort();
    await ended;
  });
}

const workers = (page: Page): number => page.workers().length;

const STRICT =
  "default-src 'none'; script-src CDN; style-src 'self'; img-src data:; base-uri 'none'";

interface Case {
  readonly name: string;
  readonly post: Post;
  readonly runsOn: 'worker' | 'page';
}

const cases: readonly Case[] = [
  {
    name: 'a strict policy with blob workers',
    post: { policy: `${STRICT}; connect-src CDN; worker-src blob:` },
    runsOn: 'worker',
  },
  {
    name: 'a strict policy without them, and a copy of the engine on the page’s own origin',
    post: {
      policy: `${STRICT}; connect-src CDN; worker-src 'self'`,
      attributes: `worker-url="${OWN_ENGINE}"`,
    },
    runsOn: 'worker',
  },
  {
    name: 'a strict policy without either',
    post: { policy: `${STRICT}; worker-src 'none'` },
    runsOn: 'page',
  },
  {
    name: 'a policy by nonce, with strict-dynamic and trusted types',
    post: {
      policy: `script-src 'nonce-abc' 'strict-dynamic'; object-src 'none'; base-uri 'none'; worker-src blob:; require-trusted-types-for 'script'; trusted-types flopscope lit-html`,
      scriptAttributes: 'nonce="abc"',
    },
    runsOn: 'worker',
  },
];

describe('the element from another origin', () => {
  it('asks for nothing before the click, then measures in a worker', async () => {
    const { page, errors, asked } = await hosts.visit({});
    const { files } = hosts.manifest;
    expect(asked).toEqual([files['flop-scope.js'].file]);
    const told = await click(page, [FULL ? 'flopscope-result' : 'flopscope-progress']);
    expect(told).toMatchObject(
      FULL ? { type: 'flopscope-result', ranOn: 'worker' } : { type: 'flopscope-progress' },
    );
    expect(workers(page)).toBe(1);
    expect(asked.slice(1)).toEqual([files['run.js'].file, files['engine.js'].file]);
    expect(errors).toEqual([]);
    if (!FULL) await stop(page);
  });

  it.each(cases)('runs under $name', async ({ post, runsOn }) => {
    const { page } = await hosts.visit(post);
    const told = await click(page, ['flopscope-progress']);
    expect(told).toMatchObject({
      type: 'flopscope-progress',
      step: expect.stringMatching(/\w/) as string,
    });
    expect(workers(page)).toBe(runsOn === 'worker' ? 1 : 0);
    if (!FULL) return stop(page);
    const ended = await page.evaluate(
      () =>
        new Promise<unknown>((resolve) => {
          for (const type of ['flopscope-result', 'flopscope-error']) {
            document.addEventListener(type, (event) => {
              const { ranOn, message } = (event as CustomEvent<Told>).detail;
              resolve({ type, ranOn, message });
            });
          }
        }),
    );
    expect(ended).toMatchObject({ type: 'flopscope-result', ranOn: runsOn });
  });
});

it.runIf(FULL)('estimates in a worker beside the copy of the engine', async () => {
  const { page, errors } = await hosts.visit({
    policy: `${STRICT}; connect-src CDN; worker-src 'self'`,
    attributes: `worker-url="${OWN_ENGINE}" model="resnet18" variants="channels:0.5"`,
  });
  expect(await click(page, ['flopscope-result'])).toMatchObject({ type: 'flopscope-result' });
  // Of the engine, and of the estimate: a blob would have been refused, and said so in red.
  expect(workers(page)).toBe(2);
  expect(errors).toEqual([]);
});

describe('what is refused', () => {
  it('trusted types that do not name it, with what to allow', async () => {
    const { page } = await hosts.visit({
      policy: "require-trusted-types-for 'script'; trusted-types lit-html",
    });
    const told = await click(page, ['flopscope-progress']);
    expect(told).toMatchObject({ type: 'flopscope-error', code: 'worker-failed' });
    expect(told.message).toMatch(/trusted-types flopscope lit-html/);
  });

  it.each(['run.js', 'engine.js'] as const)('a changed %s', async (name) => {
    const { file } = hosts.manifest.files[name];
    hosts.tampered.add(file);
    try {
      const { page } = await hosts.visit({});
      const told = await click(page, ['flopscope-progress', 'flopscope-result']);
      expect(told).toMatchObject({ type: 'flopscope-error', code: 'worker-failed' });
      expect(told.message).toMatch(/a changed file/);
      expect(workers(page)).toBe(0);
    } finally {
      hosts.tampered.delete(file);
    }
  });

  it('a copy of the engine on another origin', async () => {
    const { page } = await hosts.visit({
      attributes: 'worker-url="https://example.org/engine.js"',
    });
    const told = await click(page, ['flopscope-progress']);
    expect(told).toMatchObject({ type: 'flopscope-error', code: 'invalid-input' });
    expect(told.message).toMatch(/own origin/);
  });
});

it.each(['run.js', 'engine.js'] as const)(
  'starts at the next click after %s was out of reach',
  async (name) => {
    const { file } = hosts.manifest.files[name];
    const { page } = await hosts.visit({});
    hosts.lost.add(file);
    const told = await click(page, ['flopscope-progress']);
    hosts.lost.delete(file);
    expect(told).toMatchObject({ type: 'flopscope-error', code: 'worker-failed' });
    expect(told.message).toMatch(/no connection/);
    expect((await click(page, ['flopscope-progress'])).type).toBe('flopscope-progress');
    await stop(page);
  },
);
