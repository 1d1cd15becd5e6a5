// What a page saves, caught in a folder of its own as a person's folder of downloads would.
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { expect } from 'vitest';

/** From now on every download of the page's profile goes there. */
export async function downloadFolder(page: Page): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'flopscope-download-'));
  const client = await page.createCDPSession();
  await client.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    downloadPath: folder,
    browserContextId: page.browserContext().id ?? '',
  });
  return folder;
}

/** The text of the one file with that ending, once it is whole: Chromium renames it then. */
export async function downloaded(folder: string, ending: string): Promise<string> {
  const found = () => readdirSync(folder).filter((name) => name.endsWith(ending));
  await expect.poll(found, { timeout: 20_000 }).toHaveLength(1);
  const [name = ''] = found();
  return readFileSync(join(folder, name), 'utf8');
}
