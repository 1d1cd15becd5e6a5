// Times that say by which clock they run. A time of one clock is no plain interval and no time of another, so
// that adding or comparing them by accident does not compile; the ratio below is the one way across.
import type { Range } from '../training-estimate.ts';

/**
 * browser: WebGPU on the measured device. native: software with all of a card's units, from its published
 * peak. projected: WebGPU on a device that was not measured.
 */
export type ClockName = 'browser' | 'native' | 'projected';

export interface ClockTime<C extends ClockName> {
  readonly clock: C;
  /** Of the whole run. */
  readonly runSeconds: Range;
  /** Of one optimizer step; over several phases, the mean. */
  readonly stepSeconds: Range;
}

const names: Readonly<Record<ClockName, string>> = {
  browser: 'this browser, measured',
  native: 'native, projected',
  projected: 'browser on another GPU, projected',
};

/** How every page and printed line names a clock. */
export function clockName(clock: ClockName): string {
  return names[clock];
}

/** How many times as fast `fast` is as `slow`; the ends assume that both clocks err against each other. */
export function timesAsFast<A extends ClockName, B extends ClockName>(
  slow: ClockTime<A>,
  fast: ClockTime<B>,
): Range {
  const [a, b] = [slow.runSeconds, fast.runSeconds];
  return { value: a.value / b.value, low: a.low / b.high, high: a.high / b.low };
}

export function browserClock(estimate: {
  readonly seconds: Range;
  readonly stepSeconds: Range;
}): ClockTime<'browser'> {
  return { clock: 'browser', runSeconds: estimate.seconds, stepSeconds: estimate.stepSeconds };
}
