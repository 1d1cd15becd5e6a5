// The view Team against a board that is really served, in two browser profiles at once: one makes a space, the other sends to
// it by its link; both see what happens as it happens, and neither ever runs what a name holds.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxePuppeteer } from '@axe-core/puppeteer';
import type { Browser, ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../scripts/launch-browser.mjs';
import { writeHistory } from '../src/results/history-file.ts';
import type { DeviceProfile } from '../src/shared/result/schema.ts';
import { type BoardProcess, killBoard, killBoards, startBoard } from './support/board-process.ts';
import { downloaded, downloadFolder } from './support/downloads.ts';
import { by, textOf, waitFor } from './support/lab.ts';
import { realProfiles } from './support/real-profiles.ts';

const folder = mkdtempSync(join(tmpdir(), 'flopscope-team-'));
const patience = { timeout: 30_000, interval: 50 };
const hostile = '<img src=x onerror=alert(1)>';

let board: BoardProcess;
let browser: Browser;
beforeAll(async () => {
  board = await startBoard({ folder: join(folder, 'data') });
  browser = await launchBrowser({ extraFlags: ['--host-resolver-rules=MAP lab.test localhost'] });
});
afterAll(async () => {
  await browser.close();
  await killBoards();
  rmSync(folder, { recursive: true, force: true });
});

interface Member {
  readonly page: Page;
  /** What a console shows in red, violations of the policy among it; refused requests aside. */
  readonly errors: string[];
}

/** A profile of its own. */
async function member(address: string): Promise<Member> {
  const page = await (await browser.createBrowserContext()).newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('dialog', (dialog) => {
    errors.push(`A dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) errors.push(message.text());
  });
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(address, { waitUntil: 'load' });
  return { page, errors };
}

async function click(page: Page, testId: string): Promise<void> {
  await waitFor(page, testId);
  await page.$eval(by(testId), (button) => {
    if (button instanceof HTMLElement) button.click();
  });
}

async function type(page: Page, testId: string, text: string): Promise<void> {
  await waitFor(page, testId);
  await page.locator(by(testId)).fill(text);
}

const answer = (page: Page) => expect.poll(() => textOf(page, 'board-answer'), patience);

function valueOf(page: Page, testId: string): Promise<string> {
  return page.$eval(by(testId), (field) => ('value' in field ? String(field.value) : ''));
}

/** Everything that the page holds as text, markup or content of fields, through every shadow root. */
function wholeDocument(page: Page): Promise<string> {
  return page.evaluate(() => {
    const collect = (root: Document | ShadowRoot): string =>
      [...root.querySelectorAll('*')]
        .map((element) => {
          const typed = element instanceof HTMLInputElement ? element.value : '';
          return element.shadowRoot === null ? typed : collect(element.shadowRoot);
        })
        .concat(root instanceof Document ? root.documentElement.outerHTML : root.innerHTML)
        .join('\n');
    return `${document.title}\n${location.href}\n${collect(document)}`;
  });
}

/** Results that were really measured, as if they had been measured in this browser. */
async function bringIn(page: Page, results: readonly DeviceProfile[]): Promise<void> {
  const path = join(folder, 'history.jsonl');
  writeFileSync(path, writeHistory(results).join(''));
  await waitFor(page, 'history-import');
  const input = await page.waitForSelector(by('history-file'));
  await (input as ElementHandle<HTMLInputElement>).uploadFile(path);
  await expect.poll(() => textOf(page, 'history-said'), patience).toMatch(/added/);
}

function measured(label: string, file: string): DeviceProfile {
  const found = realProfiles().find((real) => real.file.endsWith(file));
  if (found === undefined) throw new Error(`There is no ${file}.`);
  const { profile } = found;
  return {
    ...profile,
    id: `${label.replaceAll(/\W/gu, '')}-${profile.id}`.slice(0, 64),
    identity: { ...profile.identity, label },
  };
}

/** The newest result that is not there yet. */
async function send(page: Page, where: string): Promise<void> {
  await click(page, 'board-send');
  await expect.poll(() => textOf(page, 'send-now'), patience).toContain(`Send to ${where}`);
  await click(page, 'send-now');
  await expect.poll(() => textOf(page, 'send-done'), patience).toMatch(/^It is on the board/);
  await click(page, 'send-close');
}

it('gives everything of a space as a file, until its creator ends it for all', async () => {
  const creator = await member(`${board.address}#/compare?view=history`);
  await bringIn(creator.page, [measured('Cellar', 'quick-node-swiftshader.json')]);
  await creator.page.goto(`${board.address}#/compare?view=board`);
  await type(creator.page, 'space-name', 'Of one day');
  await click(creator.page, 'space-make');
  await answer(creator.page).toMatch(/has no result yet/);
  await send(creator.page, '“Of one day”');
  const reader = await member(await valueOf(creator.page, 'link-read'));
  await answer(reader.page).toMatch(/^1 device/);

  const folder = await downloadFolder(reader.page);
  await click(reader.page, 'board-export-json');
  const { results } = JSON.parse(await downloaded(folder, '.json')) as { results: unknown[] };
  expect(results).toHaveLength(1);
  expect(JSON.stringify(results)).toContain('"samplesMs"');
  await click(reader.page, 'board-export-csv');
  expect(await downloaded(folder, '.csv')).toMatch(/Cellar[^]*Cellar/);

  await click(creator.page, 'space-delete');
  await type(creator.page, 'space-delete-name', 'Another');
  await click(creator.page, 'space-delete-confirm');
  await expect
    .poll(() => textOf(creator.page, 'space-delete-failure'), patience)
    .toMatch(/not its name/);
  await type(creator.page, 'space-delete-name', 'Of one day');
  await click(creator.page, 'space-delete-confirm');
  await answer(creator.page).toBe('How do your team’s devices compare?');
  await answer(reader.page).toMatch(/opens it no longer/);
  expect([creator.errors, reader.errors]).toEqual([[], []]);
});

it('lets two browsers share a space, live, and neither run what a name holds', async () => {
  const a = await member(`${board.address}#/compare?view=board`);
  await answer(a.page).toBe('How do your team’s devices compare?');
  await type(a.page, 'space-name', `Team ${hostile}`);
  await click(a.page, 'space-make');
  await answer(a.page).toBe(`“ Team ${hostile} ” has no result yet`);
  const readLink = await valueOf(a.page, 'link-read');
  const writeLink = await valueOf(a.page, 'link-write');

  const b = await member(`${board.address}#/compare?view=history`);
  const own = [
    measured(`Den ${hostile}`, 'quick-node-swiftshader.json'),
    measured('Attic', 'quick-node-llvmpipe.json'),
  ];
  await bringIn(b.page, own);
  await b.page.goto(writeLink.slice(0, -1));
  await expect.poll(() => textOf(b.page, 'board-link-failure'), patience).toMatch(/damaged/);
  expect(b.page.url()).not.toContain('token');
  await b.page.goto(writeLink);
  await answer(b.page).toMatch(/has no result yet/);
  await b.page.reload();
  await answer(b.page).toMatch(/has no result yet/);
  // Where links are shown on purpose they are found, so that not finding them means something.
  expect(await wholeDocument(a.page)).toContain('fsw_');
  expect(await wholeDocument(b.page)).not.toContain('fsw_');

  await send(b.page, `“Team ${hostile}” at ${new URL(board.address).host}`);
  await answer(a.page).toBe(`1 device of “ Team ${hostile} ”`);
  expect(await textOf(a.page, 'board-news')).toMatch(/was submitted/);
  await click(a.page, 'board-compare');
  await expect
    .poll(() => textOf(a.page, 'board-candidates'), patience)
    .toMatch(/(Den|Attic).* new/);
  // The second joins the comparison while it is looked at.
  await send(b.page, `“Team ${hostile}”`);
  await expect
    .poll(() => textOf(a.page, 'compare-answer'), patience)
    .toMatch(/Den.*Attic|Attic.*Den/);
  await click(a.page, 'compare-board');
  await answer(a.page).toMatch(/^2 devices/);
  expect((await new AxePuppeteer(a.page).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await a.page.setViewport({ width: 375, height: 800 });
  const overflow = () =>
    a.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(overflow, patience).toBeLessThanOrEqual(0);

  // Read-only: it is seen and opened, and nothing can be sent or deleted.
  const c = await member(readLink);
  await answer(c.page).toMatch(/^2 devices/);
  expect(await c.page.$(by('board-send'))).toBeNull();
  expect(await c.page.$(by('board-delete'))).toBeNull();
  await click(c.page, 'board-show');
  await expect
    .poll(() => textOf(c.page, 'result-source'), patience)
    .toMatch(/^From the board, “Team.*(Den|Attic)/);

  await click(b.page, 'board-delete');
  await click(b.page, 'board-delete-confirm');
  await answer(b.page).toMatch(/^1 device/);
  await answer(a.page).toMatch(/^1 device/);

  await click(a.page, 'links-replace');
  await click(a.page, 'links-replace-confirm');
  await answer(b.page).toMatch(/opens it no longer/);
  const newLink = await valueOf(a.page, 'link-write');
  expect(newLink).not.toBe(writeLink);
  await click(b.page, 'board-home');
  await type(b.page, 'space-link', 'https://elsewhere.example/');
  await click(b.page, 'space-open');
  await expect.poll(() => textOf(b.page, 'board-link-failure'), patience).toMatch(/not the link/);
  await type(b.page, 'space-link', newLink);
  await click(b.page, 'space-open');
  await answer(b.page).toMatch(/^1 device/);

  // Plain http from another machine: no GPU, but everything else, and the command that measures.
  const insecure = await member(newLink.replace('localhost', 'lab.test'));
  await answer(insecure.page).toMatch(/^1 device/);
  expect(await textOf(insecure.page, 'insecure')).toMatch(/cannot measure/);
  expect(await valueOf(insecure.page, 'insecure-command')).toBe(
    `npx flopscope measure --submit '${newLink.replace('localhost', 'lab.test')}'`,
  );

  await killBoard(board.child);
  await expect.poll(() => textOf(a.page, 'board-live'), patience).toMatch(/does not answer/);
  await click(b.page, 'board-send');
  await click(b.page, 'send-now');
  await expect.poll(() => textOf(b.page, 'send-failure'), patience).toMatch(/nothing was lost/);
  expect(await textOf(b.page, 'send-now')).toMatch(/^Try again/);
  expect([a.errors, b.errors, c.errors]).toEqual([[], [], []]);
});
