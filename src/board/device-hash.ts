// A device as the board names it: reports of one device are found by it, on the board and by the command line alike.
import { createHash } from 'node:crypto';
import type { ComparedRun } from '../results/compare/compared-run.ts';
import { deviceKey } from '../results/compare/device-key.ts';

/** @returns 43 characters, however long the key is. */
export function deviceHash(run: ComparedRun): string {
  return createHash('sha256').update(deviceKey(run)).digest('base64url');
}
