// What of a profile decides which kernels the executor runs, small enough to be handed to a page.
import { loadProfile } from '../../src/cli/profile-store.ts';
import type { RatesSource } from '../../src/rates/kernel-rates.ts';

/** @param path of a result; undefined for none. @throws FlopscopeError when it cannot be read. */
export async function measuredKernels(path: string | undefined): Promise<RatesSource | undefined> {
  if (path === undefined) return undefined;
  const { measurements, tuning } = await loadProfile(path);
  return { measurements, ...(tuning === undefined ? {} : { tuning }) };
}
