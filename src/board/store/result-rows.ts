// A submitted result as a row: its summary for lists, what filters ask for, and the whole document, compressed.
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import * as v from 'valibot';
import { runOfProfile } from '../../results/compare/run-of-profile.ts';
import { deviceName } from '../../results/device-name.ts';
import { draftSummary } from '../../results/link/draft-summary.ts';
import { type Summary, summarySchema } from '../../results/link/summary.ts';
import { FlopscopeError } from '../../shared/errors.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { deviceHash } from '../device-hash.ts';
import type { results } from './tables.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** Half the time of the usual level for a twentieth more bytes. */
const COMPRESSION = { level: 3 } as const;

/** As many as a summary may hold, ceilings included. */
const MOST_FIGURES = 64;

/** WebGPU is younger; PostgreSQL knows no year 0. */
export const EARLIEST = Date.UTC(2015);

export type ResultRow = Omit<
  typeof results.$inferInsert,
  'sequence' | 'id' | 'space' | 'submitterHash' | 'submittedAt'
>;

/** @throws FlopscopeError `invalid-document` for a result whose date or figures no measurement gives. */
export async function rowOf(profile: DeviceProfile): Promise<ResultRow> {
  const { identity, environment } = profile;
  const run = runOfProfile(profile);
  const key = deviceHash(run);
  return {
    documentId: storable(profile.id),
    createdAt: createdAt(profile),
    device: key,
    deviceName: storable(deviceName(identity)),
    suite: profile.suite,
    suiteVersion: storable(profile.suiteVersion),
    schemaVersion: profile.schemaVersion,
    softwareAdapter: identity.softwareAdapter,
    host: environment.host,
    runtime: storable(environment.runtime),
    summary: summaryOf(profile),
    document: await compress(JSON.stringify(profile), COMPRESSION),
  };
}

/** The JSON text that was submitted, less what the schema does not know. */
export async function documentOf(stored: Uint8Array): Promise<string> {
  return (await decompress(stored)).toString();
}

/** Numbers that each pass the schema may still make no rate: a median of zero, an interval inside out. */
function summaryOf(profile: DeviceProfile): Summary {
  const parsed = v.safeParse(summarySchema, draftSummary(profile).cutTo(MOST_FIGURES), {
    abortEarly: true,
  });
  if (parsed.success) return parsed.output;
  const place = v.getDotPath(parsed.issues[0]) ?? 'its top level';
  throw new FlopscopeError(
    'invalid-document',
    `This result has figures that no measurement gives (in its summary at "${place}"). Save it again from Flopscope.`,
  );
}

function createdAt(profile: DeviceProfile): Date {
  const moment = new Date(profile.createdAt);
  if (moment.getTime() >= EARLIEST) return moment;
  throw new FlopscopeError(
    'invalid-document',
    'This result is damaged at "createdAt": no result was measured then. Save or download it again.',
  );
}

/** PostgreSQL's text has no NUL. */
function storable(text: string): string {
  return text.replaceAll('\0', '');
}
