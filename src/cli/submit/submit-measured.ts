// Sends what was just measured; where that fails, the result stays in a file and the command that sends it is told.
import { setTimeout as sleep } from 'node:timers/promises';
import { asFlopscopeError } from '../../shared/errors.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { plainText } from '../plain-text.ts';
import { DeletionTokens } from './deletion-tokens.ts';
import { PAUSES_MS, sendResult } from './send-result.ts';
import { LINK_VARIABLE, type OpenedSpace } from './space-access.ts';
import { UnsentResults } from './unsent-results.ts';

/** @returns whether the board has it. Everything is said on standard error, for standard output is the result's. */
export async function submitMeasured(
  profile: DeviceProfile,
  { client, place }: OpenedSpace,
): Promise<boolean> {
  const unsent = new UnsentResults();
  const path = await unsent.keep(profile).catch((cause: unknown) => {
    tell(`The result could not be kept in a file first: ${asFlopscopeError(cause).message}`);
    return undefined;
  });
  try {
    const tokens = new DeletionTokens();
    const sent = await sendResult(profile, { client, tokens, pausesMs: PAUSES_MS, sleep, tell });
    tell(
      sent.kind === 'stored'
        ? `Sent to ${place} as ${sent.id}. To delete it there: flopscope submit --delete ${sent.id}`
        : `${place} has this result already, as ${sent.id}.`,
    );
    if (path !== undefined) await unsent.drop(path);
    return true;
  } catch (thrown) {
    tell(`The result was not sent to ${place}. ${asFlopscopeError(thrown).message}`);
    if (path !== undefined) {
      tell(
        `It is kept in ${path}. To send it later, with the write link in ${LINK_VARIABLE}: flopscope submit "${path}"`,
      );
    }
    return false;
  }
}

function tell(sentence: string): void {
  process.stderr.write(`${plainText(sentence)}\n`);
}
