// `<flop-scope>` in pages of other people: what it shows before anybody clicks, what it makes of bad input, and one real run.
import { AxePuppeteer } from '@axe-core/puppeteer';
import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftSummary } from '../src/results/link/draft-summary.ts';
import { encodePayload } from '../src/results/link/payload.ts';
import { encodeSummary } from '../src/results/link/result-link.ts';
import { parseResult } from '../src/shared/result/parse-result.ts';
import { FULL } from './support/full.ts';
import { drawnText, EmbedPages } from './support/embed-page.ts';

const profile = parseResult(readFileSync('src/results/example-result.json', 'utf8'));
const summary = draftSummary(profile).cutTo(20);
const RATE = '10.8 GFLOPS';

let pages: EmbedPages;
let payload: string;
beforeAll(async () => {
  [pages, payload] = await Promise.all([
    EmbedPages.open(['--host-resolver-rules=MAP lab.test localhost']),
    encodeSummary(profile),
  ]);
});
afterAll(async () => {
  await pages.close();
});

const json = (document: unknown): string =>
  `<flop-scope><script type="application/json">${JSON.stringify(document).replaceAll('<', String.raw`\u003c`)}</script><p>In words.</p></flop-scope>`;

const stateOf = (page: Page, selector = 'flop-scope'): Promise<string> =>
  page.$eval(selector, (element) => ('state' in element ? String(element.state) : ''));

/** Codes of the events of a kind so far. Runs before the page does anything. */
const RECORD = `<script>
  window.events = [];
  for (const type of ['start', 'progress', 'result', 'error'])
    addEventListener('flopscope-' + type, ({ detail, target }) => events.push({ type, id: target.id, detail }));
</script>`;

const eventsOf = (page: Page): Promise<{ type: string; id: string; detail: never }[]> =>
  page.evaluate('events') as Promise<{ type: string; id: string; detail: never }[]>;

describe('before the click', () => {
  it('shows the author’s result without a request and without a shift', async () => {
    const tag = `<flop-scope style="display:block;min-height:560px" result="${payload}"><p>In words.</p></flop-scope>`;
    const { page, requests, warnings, errors } = await pages.show(tag, {
      head: `<script>
        window.shifts = [];
        new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value)))
          .observe({ type: 'layout-shift', buffered: true });
      </script>`,
    });
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
    expect(await drawnText(page)).toContain(RATE);
    expect(await page.evaluate('shifts')).toEqual([]);
    expect([requests, warnings, errors]).toEqual([[], [], []]);
    await page.close();
  });

  it('reads what the lab’s snippet writes, with the training of that day', async () => {
    const training = {
      ...{ model: 'resnet50', recipe: 'r', modelName: 'ResNet-50', recipeName: '90 epochs' },
      ...{ seconds: 864_000, low: 800_000, high: 900_000 },
      ...{ estimatedAt: '2026-11-23T00:00:00.000Z', version: '0.1.0' },
    };
    const { page } = await pages.show(
      json({ format: 'flopscope-embed', version: 1, result: payload, training }),
    );
    const drawn = await drawnText(page);
    expect(drawn).toContain('Estimated training: ResNet-50, 90 epochs');
    expect(drawn.replaceAll('\u00a0', ' ')).toContain('10.0 days');
    expect(drawn).toContain('estimated on 2026-11-23 by Flopscope 0.1.0');
    await page.close();
  });

  it('fetches an address only when asked to', async () => {
    pages.serve('/result.json', JSON.stringify(profile));
    const { page, requests } = await pages.show('<flop-scope result="/result.json"></flop-scope>');
    expect(requests).toEqual([]);
    await page.click('flop-scope >>> .stop');
    await expect.poll(() => drawnText(page)).toContain(RATE);
    expect(requests).toEqual(['/result.json']);
    await page.close();
  });
});

describe('bad input', () => {
  it('draws hostile text of every field as text', async () => {
    const hostile = `"'><img src=x onerror="window.hacked=1">\${1}</script>`;
    const texts = {
      vendor: hostile,
      architecture: hostile,
      device: hostile,
      suiteVersion: '<b>1</b>',
    };
    for (const more of [
      { label: hostile },
      { label: '', description: hostile },
      { label: '', description: '' },
    ]) {
      const { page, requests, errors } = await pages.show(json({ ...summary, ...texts, ...more }));
      expect(await drawnText(page)).toContain('<img src=x onerror="window.hacked=1">${1}</script>');
      expect(await page.$('flop-scope >>> img')).toBeNull();
      expect(await page.evaluate('window.hacked')).toBeUndefined();
      expect([requests, errors]).toEqual([[], []]);
      await page.close();
    }
  });

  it('draws hostile names of a model and its recipe as text', async () => {
    const hostile = `<img src=x onerror="window.hacked=1">`;
    const training = {
      ...{ model: 'resnet50', recipe: 'r', modelName: hostile, recipeName: hostile },
      ...{ seconds: 1, low: 1, high: 1 },
      ...{ estimatedAt: '2026-11-23T00:00:00.000Z', version: '<b>1</b>' },
    };
    const { page, errors } = await pages.show(
      json({ format: 'flopscope-embed', version: 1, result: payload, training }),
    );
    const drawn = await drawnText(page);
    expect(drawn).toContain(`Estimated training: ${hostile}, ${hostile}`);
    expect(drawn).toContain('Flopscope <b>1</b>');
    expect(await page.$('flop-scope >>> img')).toBeNull();
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    expect(errors).toEqual([]);
    await page.close();
  });

  it.each([
    [
      'a payload that was cut',
      () => `<flop-scope result="${payload.slice(0, 90)}"><p>In words.</p></flop-scope>`,
      /cut off|changed/,
    ],
    [
      'a script as address',
      () => '<flop-scope result="javascript:hacked=1"><p>In words.</p></flop-scope>',
      /https address/,
    ],
    [
      'another scheme',
      () => '<flop-scope result="http://example.org/a.json"><p>In words.</p></flop-scope>',
      /https address/,
    ],
    [
      'no JSON',
      () => '<flop-scope><script type="application/json">{</script><p>In words.</p></flop-scope>',
      /top level/,
    ],
    [
      'deep JSON',
      () =>
        `<flop-scope><script type="application/json">${'['.repeat(1e5)}</script><p>In words.</p></flop-scope>`,
      /top level/,
    ],
    [
      'a figure that is none',
      () => json({ ...summary, ceilings: [['copy', 'f32', ['', '', 0, 1, '<', 1, 1, 0]]] }),
      /"timing"/,
    ],
    ['an embed without result', () => json({ format: 'flopscope-embed', version: 1 }), /"result"/],
    ['a later version', () => json({ ...summary, version: 9 }), /later version/],
  ])('%s: the text between the tags, and a sentence in the console', async (_, tag, sentence) => {
    const { page, requests, warnings, errors } = await pages.show(`${RECORD}${tag()}`);
    expect(await drawnText(page)).toContain('The author’s result cannot be shown.');
    expect(await page.$eval('flop-scope p', (text) => text.checkVisibility())).toBe(true);
    expect(await page.$('flop-scope >>> [part="button"]')).not.toBeNull();
    expect(warnings).toEqual([expect.stringMatching(sentence)]);
    expect([requests, errors]).toEqual([[], []]);
    await page.close();
  });

  it('names attributes that it does not know, and goes on with what it has', async () => {
    const { page, warnings } = await pages.show(
      `<flop-scope suite="full" theme="pink" recipe="r" result="${payload}"></flop-scope>`,
    );
    expect(warnings.join(' ')).toMatch(/suite="full".*quick, smoke.*theme="pink".*set model/s);
    expect(await drawnText(page)).toContain(RATE);
    await page.close();
  });
});

describe('in a page of other habits', () => {
  it('keeps its own look under hostile rules, right to left', async () => {
    const { page } = await pages.show(`<flop-scope result="${payload}"></flop-scope>`, {
      html: 'dir="rtl"',
      width: 320,
      head: `<style>html { font-size: 40px !important; --muted: red; --line: red }
        * { color: red !important; letter-spacing: 1em; text-transform: uppercase; font: 50px serif !important; line-height: 3 }
        button, p, svg, ul, li { display: inline !important; float: right; border: 9px solid }</style>`,
    });
    const look = await page.$eval('flop-scope', (element) => {
      const within = (selector: string): Element =>
        element.shadowRoot?.querySelector(selector) ?? element;
      const value = getComputedStyle(within('.value'));
      const sheet = within('.sheet');
      const bar = within('.row svg').getBoundingClientRect();
      const fill = within('.bar').getBoundingClientRect();
      return {
        type: [value.fontSize, value.letterSpacing, value.textTransform, value.textAlign],
        overflow: sheet.scrollWidth - sheet.clientWidth,
        barStartsAt: Math.round(bar.right - fill.right),
      };
    });
    expect(look.type).toEqual(['16px', 'normal', 'none', 'right']);
    expect([look.overflow, look.barStartsAt]).toEqual([0, 0]);
    await page.close();
  });

  it('keeps bars and frame where the reader forces colours', async () => {
    const { page } = await pages.show(`<flop-scope result="${payload}"></flop-scope>`);
    const session = await page.createCDPSession();
    await session.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'forced-colors', value: 'active' }],
    });
    const look = await page.$eval('flop-scope', ({ shadowRoot }) => {
      const style = (selector: string) => {
        const found = shadowRoot?.querySelector(selector);
        if (!found) throw new Error(`There is no ${selector}.`);
        return getComputedStyle(found);
      };
      const system = (name: string) => {
        const probe = document.createElement('i');
        probe.style.color = name;
        document.body.append(probe);
        const { color } = getComputedStyle(probe);
        probe.remove();
        return color;
      };
      return {
        bar: style('.bar').fill === system('GrayText'),
        whisker: style('.whisker').stroke === system('CanvasText'),
        ground: style('.sheet').backgroundColor === system('Canvas'),
      };
    });
    expect(look).toEqual({ bar: true, whisker: true, ground: true });
    await page.close();
  });

  it.each(['light', 'dark'])('has no violation in the %s theme', async (theme) => {
    const tags = `<flop-scope theme="${theme}" result="${payload}"></flop-scope><flop-scope theme="${theme}" result="${payload.slice(1)}"><p>In words.</p></flop-scope>`;
    const { page } = await pages.show(tags);
    const { violations } = await new AxePuppeteer(page).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`),
    ).toEqual([]);
    await page.close();
  });
});

describe('where nothing can be measured', () => {
  const tag = (): string => `<flop-scope result="${payload}"><p>In words.</p></flop-scope>`;

  it('says so in place of the button where there is no WebGPU, in the words of the page if it has some', async () => {
    const own = `<flop-scope id="own"><p slot="no-webgpu">Come back with another browser.</p></flop-scope>`;
    const { page, errors } = await pages.show(`${RECORD}${tag()}${own}`, {
      head: '<script>delete Navigator.prototype.gpu;</script>',
    });
    expect(await drawnText(page)).toMatch(/10\.8 GFLOPS.*a browser with WebGPU/);
    expect(await page.$('flop-scope >>> button')).toBeNull();
    expect(await page.$eval('#own p', (words) => words.checkVisibility())).toBe(true);
    const thrown = await page.$eval('#own', (element) =>
      (element as Element & { measure(): Promise<unknown> })
        .measure()
        .catch((error: unknown) => String(Reflect.get(Object(error), 'code'))),
    );
    expect(thrown).toBe('no-webgpu');
    expect(await eventsOf(page)).toMatchObject([
      { type: 'error', id: 'own', detail: { code: 'no-webgpu' } },
    ]);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('names https where the page is not secure', async () => {
    const { page, errors } = await pages.show(tag(), { host: 'lab.test' });
    expect(await drawnText(page)).toMatch(/10\.8 GFLOPS.*by https/);
    expect(await page.$('flop-scope >>> button')).toBeNull();
    expect(errors).toEqual([]);
    await page.close();
  });
});

describe('a run', () => {
  it('starts and ends by the keyboard; the focus stays', async () => {
    const { page, errors } = await pages.show(`${RECORD}<flop-scope suite="smoke"></flop-scope>`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => stateOf(page)).toBe('running');
    expect(
      await page.$eval('flop-scope', ({ shadowRoot }) =>
        shadowRoot?.activeElement?.textContent.trim(),
      ),
    ).toBe('Cancel');
    await page.keyboard.press('Enter');
    await expect.poll(() => stateOf(page)).toBe('idle');
    expect(await eventsOf(page)).toMatchObject([
      { type: 'start', detail: { suite: 'smoke' } },
      ...(await eventsOf(page)).slice(1, -1).map(() => ({ type: 'progress' })),
      { type: 'error', detail: { code: 'aborted' } },
    ]);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('measures for real beside the author’s result and foretells the model; the second element waits and is aborted', async () => {
    const training = {
      ...{ model: 'resnet18', recipe: 'imagenet-90-epochs' },
      ...{ modelName: 'ResNet-18', recipeName: 'ImageNet, 90 epochs' },
      ...{ seconds: 864_000, low: 800_000, high: 900_000 },
      ...{ estimatedAt: '2026-11-23T00:00:00.000Z', version: '0.1.0' },
    };
    const one = json({
      format: 'flopscope-embed',
      version: 1,
      result: payload,
      training,
    }).replace(
      '<flop-scope',
      '<flop-scope id="one" suite="smoke" model="resnet18" variants="pruned:0.9"',
    );
    const { page, errors, warnings } = await pages.show(
      `${RECORD}${one}<flop-scope id="two" suite="smoke"></flop-scope>`,
    );
    const hasProgress = async (id: string): Promise<boolean> =>
      (await eventsOf(page)).some((event) => event.id === id && event.type === 'progress');
    await page.click('#one >>> button');
    await expect.poll(() => hasProgress('one'), { timeout: 30_000 }).toBe(true);
    await page.evaluate(`void document.querySelector('#two').measure().catch((thrown) => {
      document.title = String(thrown);
    })`);
    await expect.poll(() => hasProgress('two'), { timeout: 30_000 }).toBe(true);
    await page.evaluate(`document.querySelector('#two').abort()`);
    await expect.poll(() => page.title()).toMatch(/cancelled/);
    await expect
      .poll(() => stateOf(page, '#one'), { timeout: 100_000, interval: 500 })
      .toBe('done');
    const drawn = await drawnText(page, '#one');
    expect(drawn).toMatch(/Not comparable|With care|Comparable/);
    expect(drawn).toMatch(/(?:Y|y)our device .*the author’s device/u);
    expect(drawn).toMatch(/You: [\d.,]+\s\w?FLOPS/u);
    expect(drawn).toMatch(
      /Estimated training: ResNet-18, .*Author: 10\.0\sdays.*You: [\d.,]+\s(?:hours|days|weeks|months|years)/u,
    );
    expect(drawn).toMatch(/Shrinking ResNet-18, batch \d+.*Pruned.*by count [\d.]+/u);
    const events = await eventsOf(page);
    expect(events.find(({ id, type }) => id === 'one' && type === 'result')?.detail).toMatchObject({
      profile: { format: 'flopscope-result', suite: 'smoke' },
      ranOn: 'worker',
      training: { model: 'ResNet-18', reader: { kind: 'time' } },
      variants: { model: 'ResNet-18' },
    });
    expect(
      events.find(({ id, type }) => id === 'two' && type === 'progress')?.detail,
    ).toMatchObject({ waitingFor: 1 });
    expect([errors, warnings]).toEqual([[], []]);
    await page.close();
  });
});

it.runIf(FULL)(
  'measures all the same where nobody knows the model, and names the nearest',
  async () => {
    const { page, errors, warnings } = await pages.show(
      `${RECORD}<flop-scope suite="smoke" model="resnet51" variants="pruned:0.9"></flop-scope>`,
    );
    await page.click('flop-scope >>> button');
    await expect.poll(() => stateOf(page), { timeout: 100_000, interval: 500 }).toBe('done');
    expect(await drawnText(page)).toMatch(/no model [“"]resnet51[”"].*resnet50/);
    expect(warnings).toEqual([expect.stringMatching(/resnet50/)]);
    const types = (await eventsOf(page)).map(({ type }) => type);
    expect(types.filter((type) => type !== 'progress')).toEqual(['start', 'error', 'result']);
    expect(errors).toEqual([]);
    await page.close();
  },
);

it('opens a payload that holds a whole result', async () => {
  const whole = await encodePayload(profile);
  const { page } = await pages.show(`<flop-scope result="${whole ?? ''}"></flop-scope>`);
  expect(await drawnText(page)).toContain(RATE);
  await page.close();
});
