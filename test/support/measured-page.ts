// A page on a device that has been measured: what is foretold there rests on a recorded profile (of SwiftShader), put
// on the adapter at hand, so that nobody waits for the measurement.
import type { Page } from 'puppeteer';
import type { DeviceProfile } from '../../src/shared/result/schema.ts';
import { describeRuntime } from '../../src/workers/describe-runtime.ts';
import { type Lab, waitFor } from './lab.ts';
import { recordedProfile } from './recorded-profile.ts';

/**
 * A page whose store has the recorded profile, as if it had been measured on this adapter.
 * @param ready what is waited for; Train's own when left out.
 * @param profile of the suite `training` when left out.
 */
export async function measuredPage(
  lab: Lab,
  hash: string,
  ready = 'check-button',
  profile = recordedProfile,
): Promise<{ page: Page; errors: string[] }> {
  const { page, errors } = await lab.newPage('#/measure');
  await waitFor(page, 'measure-button');
  await store(page, await asIfMeasuredHere(page, profile));
  await page.goto(`${lab.address}${hash}`);
  await page.reload();
  await waitFor(page, ready);
  return { page, errors };
}

async function asIfMeasuredHere(page: Page, profile: DeviceProfile): Promise<DeviceProfile> {
  const here = await page.evaluate(async () => {
    const { gpu } = navigator;
    const adapter =
      (await gpu.requestAdapter({ powerPreference: 'high-performance' })) ??
      (await gpu.requestAdapter({ forceFallbackAdapter: true }));
    const { vendor = '', architecture = '', device = '', description = '' } = adapter?.info ?? {};
    const { userAgent, userAgentData } = navigator as Navigator & { userAgentData?: unknown };
    return { info: { vendor, architecture, device, description }, userAgent, userAgentData };
  });
  const { runtime, operatingSystem } = describeRuntime(here);
  return {
    ...profile,
    identity: { ...profile.identity, ...here.info },
    environment: { ...profile.environment, runtime, operatingSystem },
  };
}

function store(page: Page, profile: DeviceProfile): Promise<void> {
  return page.evaluate(
    (document) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('flopscope');
        opening.onerror = reject;
        opening.onsuccess = () => {
          const writing = opening.result.transaction('results', 'readwrite');
          writing.objectStore('results').put(document);
          writing.onerror = reject;
          writing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    profile,
  );
}
