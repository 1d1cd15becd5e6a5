// A page in whose storage pieces of the digits experiment are kept: really found once, on SwiftShader, and put on the
// adapter at hand and the present plan, so that nobody waits for them.
import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer';
import { adapterKey } from '../../src/engine/device/identity.ts';
import {
  digitsDocument,
  type DigitsPiece,
  parseDigitsDocument,
} from '../../src/models/digits-shrink/digits-piece.ts';
import { digitsPlan } from '../../src/models/digits-shrink/digits-plan.ts';
import { describeRuntime } from '../../src/workers/describe-runtime.ts';
import { type Lab, waitFor } from './lab.ts';

/** Of one seed of the size smoke. */
export const recordedPieces: readonly DigitsPiece[] = parseDigitsDocument(
  readFileSync('test/fixtures/digits-record.json', 'utf8'),
).map((piece) => ({ ...piece, plan: digitsPlan('smoke').hash }));

export const ACCURACY = '#/shrink?view=accuracy&size=smoke';

/** @param pieces or what stands in the place of their record. */
export async function keptPage(
  lab: Lab,
  pieces: readonly DigitsPiece[] | string,
  hash = ACCURACY,
): Promise<{ page: Page; errors: string[]; device: string }> {
  const { page, errors } = await lab.newPage(ACCURACY);
  await waitFor(page, 'accuracy-run');
  const device = await deviceOf(page);
  const text =
    typeof pieces === 'string'
      ? pieces
      : digitsDocument(pieces.map((piece) => ({ ...piece, device })));
  await store(page, {
    key: `${digitsPlan('smoke').hash} ${device}`,
    savedAt: '2026-01-01T00:00:00.000Z',
    text,
  });
  await page.goto(`${lab.address}${hash}`);
  await page.reload();
  return { page, errors, device };
}

async function deviceOf(page: Page): Promise<string> {
  const { info, userAgent, userAgentData } = await page.evaluate(async () => {
    const { gpu } = navigator;
    const adapter =
      (await gpu.requestAdapter({ powerPreference: 'high-performance' })) ??
      (await gpu.requestAdapter({ forceFallbackAdapter: true }));
    const { vendor = '', architecture = '', device = '', description = '' } = adapter?.info ?? {};
    const { userAgent: agent, userAgentData: data } = navigator as Navigator & {
      userAgentData?: unknown;
    };
    return {
      info: { vendor, architecture, device, description },
      userAgent: agent,
      userAgentData: data,
    };
  });
  return adapterKey(info, describeRuntime(Object.assign({ userAgent }, { userAgentData })));
}

interface StoredRecord {
  readonly key: string;
  readonly savedAt: string;
  readonly text: string;
}

function store(page: Page, record: StoredRecord): Promise<void> {
  return page.evaluate(
    (written) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('flopscope-digits');
        opening.onerror = reject;
        opening.onsuccess = () => {
          const writing = opening.result.transaction('records', 'readwrite');
          writing.objectStore('records').put(written);
          writing.onerror = reject;
          writing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    record,
  );
}

/** What the page keeps, by its keys. */
export function keptRecords(page: Page): Promise<readonly StoredRecord[]> {
  return page.evaluate(
    () =>
      new Promise<StoredRecord[]>((resolve, reject) => {
        const opening = indexedDB.open('flopscope-digits');
        opening.onerror = reject;
        opening.onsuccess = () => {
          const all = opening.result.transaction('records').objectStore('records').getAll();
          all.onerror = reject;
          all.onsuccess = () => {
            opening.result.close();
            resolve(all.result as StoredRecord[]);
          };
        };
      }),
  );
}
