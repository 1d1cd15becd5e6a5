// The device profile that an estimate uses when none is named: the latest `flopscope measure` of this user.
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FlopscopeError } from '../shared/errors.ts';
import { MAX_RESULT_BYTES, parseResult } from '../shared/result/parse-result.ts';
import type { DeviceProfile } from '../shared/result/schema.ts';
import { cacheFolder } from './cache-folder.ts';
import { readText } from './read-text.ts';

export function latestProfilePath(): string {
  return join(cacheFolder(), 'latest-result.json');
}

/** Of suites that foretell best what they are named after: training steps, and compressed variants. */
function suiteProfilePath(suite: 'training' | 'shrink'): string {
  return join(cacheFolder(), `${suite}-result.json`);
}

export async function rememberProfile(profile: DeviceProfile): Promise<void> {
  const document = JSON.stringify(profile);
  await remember(latestProfilePath(), document);
  const { suite } = profile;
  if (suite === 'training' || suite === 'shrink') await remember(suiteProfilePath(suite), document);
}

/** The record of predicted and measured steps, beside the profile that it rests on. */
export async function rememberValidation(document: string): Promise<void> {
  await remember(join(cacheFolder(), 'latest-validation.json'), document);
}

/** Remembering is a convenience: a read-only home directory is no reason to fail. */
async function remember(path: string, document: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, document);
  } catch {
    process.stderr.write(`This result could not be kept for later in ${path}.\n`);
  }
}

/** @throws FlopscopeError `invalid-input` when the file cannot be read, or as `parseResult`. */
export async function loadProfile(path: string): Promise<DeviceProfile> {
  const source = await readText(path, 'The profile', MAX_RESULT_BYTES);
  try {
    return parseResult(source);
  } catch (thrown) {
    if (!(thrown instanceof FlopscopeError)) throw thrown;
    throw new FlopscopeError(thrown.code, `"${path}": ${thrown.message}`, { cause: thrown });
  }
}

/** The remembered profile, or undefined when nothing was measured yet. */
export async function latestProfile(): Promise<DeviceProfile | undefined> {
  return remembered(latestProfilePath());
}

/** The remembered profile of the suite `training`, or undefined when it was never measured. */
export async function latestTrainingProfile(): Promise<DeviceProfile | undefined> {
  return remembered(suiteProfilePath('training'));
}

/** The remembered profile of the suite `shrink`, or undefined when it was never measured. */
export async function latestShrinkProfile(): Promise<DeviceProfile | undefined> {
  return remembered(suiteProfilePath('shrink'));
}

async function remembered(path: string): Promise<DeviceProfile | undefined> {
  try {
    await stat(path);
  } catch {
    return undefined;
  }
  return loadProfile(path);
}
