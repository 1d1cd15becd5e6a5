// Facts that only the page's thread can read, handed to the worker with each job.
import * as v from 'valibot';
import type { PageFacts } from './engine-api.ts';

/** The Battery Status API, which Chromium has and the DOM types no longer list. */
const batteryHost = v.object({ getBattery: v.function() });
const batteryState = v.object({ charging: v.boolean(), level: v.number() });

export async function readPageFacts(): Promise<PageFacts> {
  return { battery: await readBattery() };
}

async function readBattery(): Promise<PageFacts['battery']> {
  if (!v.is(batteryHost, navigator)) return null;
  try {
    const state: unknown = await navigator.getBattery();
    const parsed = v.safeParse(batteryState, state);
    return parsed.success ? parsed.output : null;
  } catch {
    // Refused by a permissions policy: not knowing is an answer.
    return null;
  }
}
