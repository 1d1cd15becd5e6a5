import { describe, expect, it } from 'vitest';
import { Waiting } from './waiting.ts';

const state = (promise: Promise<unknown>): Promise<string> =>
  Promise.race([promise.catch(() => 'rejected'), Promise.resolve('pending')]) as Promise<string>;

describe('Waiting', () => {
  it('is given up by the signal as long as it waits', async () => {
    const abort = new AbortController();
    const waiting = new Waiting(abort.signal);
    abort.abort();
    await expect(waiting.givenUp).rejects.toMatchObject({ code: 'aborted' });
  });

  it('leaves the signal to the job once its turn has come', async () => {
    const abort = new AbortController();
    const waiting = new Waiting(abort.signal);
    waiting.end();
    abort.abort();
    expect(await state(waiting.givenUp)).toBe('pending');
  });
});
