// Sends one result to a space. A board that does not answer is asked again; a token that deletes the result is kept.
import { BoardRefusal } from '../../results/board/board-refusal.ts';
import type { SpaceClient, Submission } from '../../results/board/space-client.ts';
import { asFlopscopeError, type FlopscopeError } from '../../shared/errors.ts';
import type { DeviceProfile } from '../../shared/result/schema.ts';
import { overTls } from '../patient-fetch.ts';
import type { DeletionTokens } from './deletion-tokens.ts';

/** A board that is started again is back within seconds. */
export const PAUSES_MS: readonly number[] = [1000, 2000, 4000];

export interface Sending {
  readonly client: SpaceClient;
  readonly tokens: DeletionTokens;
  /** Before each further try. */
  readonly pausesMs: readonly number[];
  readonly sleep: (ms: number) => Promise<unknown>;
  /** Sentences while it goes on. */
  readonly tell: (sentence: string) => void;
}

/** @throws FlopscopeError `unreachable` when the board did not answer in all tries, or `refused`. */
export async function sendResult(profile: DeviceProfile, sending: Sending): Promise<Submission> {
  const { client, tokens, pausesMs, sleep, tell } = sending;
  const { base, space } = client.link;
  const send = () => overTls(base, client.submit(profile));
  for (const pause of pausesMs) {
    try {
      return await keepToken(await send());
    } catch (thrown) {
      const error = asFlopscopeError(thrown);
      if (!mayPass(error)) throw error;
      tell(`${error.message} Trying again in ${pause / 1e3} s.`);
      await sleep(pause);
    }
  }
  return keepToken(await send());

  async function keepToken(submission: Submission): Promise<Submission> {
    if (submission.kind === 'already-there') return submission;
    const { id, deletionToken } = submission;
    await tokens.keep({ base, space, id, deletionToken }).catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      tell(
        `The token that deletes "${id}" could not be kept (${reason}). Note it, it is told once: ${deletionToken}`,
      );
    });
    return submission;
  }
}

/** What another moment may mend. */
function mayPass(error: FlopscopeError): boolean {
  return (
    error.code === 'unreachable' ||
    (error instanceof BoardRefusal && (error.status === 429 || error.status >= 500))
  );
}
