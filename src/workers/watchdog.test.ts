import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { abortRace } from './abort-race.ts';
import { outcomeOf, unwrap } from './outcome.ts';
import { Watchdog } from './watchdog.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('Watchdog', () => {
  it('bites after the whole limit of silence, and not before', async () => {
    const bitten = vi.fn();
    const watch = new Watchdog(1000, 'Nothing was heard. Try again.');
    watch.expired.catch(bitten);
    await vi.advanceTimersByTimeAsync(900);
    watch.touch();
    await vi.advanceTimersByTimeAsync(900);
    expect(bitten).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(bitten).toHaveBeenCalledWith(expect.objectContaining({ code: 'worker-failed' }));
  });

  it('never bites once released', async () => {
    const bitten = vi.fn();
    const watch = new Watchdog(1000, 'Nothing was heard.');
    watch.expired.catch(bitten);
    watch.release();
    await vi.advanceTimersByTimeAsync(5000);
    expect(bitten).not.toHaveBeenCalled();
  });
});

describe('abortRace', () => {
  it('asks at once and gives up after the grace time', async () => {
    const abort = new AbortController();
    const [ask, gaveUp] = [vi.fn(), vi.fn()];
    abortRace(abort.signal, 500, ask).expired.catch(gaveUp);
    abort.abort();
    expect(ask).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(499);
    expect(gaveUp).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2);
    expect(gaveUp).toHaveBeenCalledWith(expect.objectContaining({ code: 'aborted' }));
  });

  it('lets a job that obeyed go', async () => {
    const abort = new AbortController();
    const gaveUp = vi.fn();
    const race = abortRace(abort.signal, 500, () => undefined);
    race.expired.catch(gaveUp);
    abort.abort();
    race.release();
    await vi.advanceTimersByTimeAsync(5000);
    expect(gaveUp).not.toHaveBeenCalled();
  });
});

describe('outcomes', () => {
  it('carry the code of an error across, as data', async () => {
    expect(unwrap(await outcomeOf(() => 7))).toBe(7);
    const failed = await outcomeOf(() => {
      throw new RangeError('odd');
    });
    expect(structuredClone(failed)).toMatchObject({ ok: false, code: 'internal' });
    expect(() => unwrap(failed)).toThrow(/odd/);
  });
});
