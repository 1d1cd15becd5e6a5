// Tariff, place, card and the like are asked for once: what a person set is remembered on this device. The run
// time is not, as it belongs to one run.
import * as v from 'valibot';
import type { Storage } from '../../results/preferences.ts';
import type { Parameters } from '../route/route.ts';
import { footprintParameters } from './footprint-parameters.ts';

const KEY = 'flopscope-footprint';
const schema = v.record(v.pipe(v.string(), v.maxLength(20)), v.pipe(v.string(), v.maxLength(60)));

function storage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

export function recallFootprint(from: Storage | undefined = storage()): Parameters {
  try {
    const stored: unknown = JSON.parse(from?.getItem(KEY) ?? '{}');
    const parsed = v.safeParse(schema, stored);
    if (parsed.success) return withoutRun(parsed.output);
  } catch {
    // Damaged or blocked: the cited figures serve.
  }
  return {};
}

export function rememberFootprint(
  parameters: Parameters,
  into: Storage | undefined = storage(),
): void {
  const set = Object.entries(withoutRun(parameters)).filter(([, value]) => value !== '');
  try {
    into?.setItem(KEY, JSON.stringify(Object.fromEntries(set)));
  } catch {
    // Full or blocked: the address still holds it.
  }
}

function withoutRun(parameters: Parameters): Parameters {
  return Object.fromEntries(
    Object.entries(footprintParameters(parameters)).filter(([key]) => key !== 'hours'),
  );
}
