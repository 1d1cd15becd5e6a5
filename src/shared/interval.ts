// A value with how sure it is, apart from the statistics that find it: who only prints one needs nothing else.

/** A value with its 95 % interval, in the unit that the field's name says. */
export interface Interval {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** The interval of `amount / x` for an interval of x > 0: low and high change places. */
export function rateInterval(amount: number, duration: Interval): Interval {
  return {
    median: amount / duration.median,
    low: amount / duration.high,
    high: amount / duration.low,
  };
}
