// How long a run still takes, learnt from how fast it has gone. What an earlier run had done counts as done, and not as
// fast.

/** Before this share of a run has been done here, its pace is mostly the compiling of kernels. */
const TELLING_SHARE = 0.03;

/** @param now milliseconds of a clock that never falls. @returns the remaining ones for a fraction, once that can be told. */
export function remainingTime(now: () => number): (fraction: number) => number | undefined {
  let start: { readonly atMs: number; readonly fraction: number } | undefined;
  return (fraction) => {
    start ??= { atMs: now(), fraction };
    const done = fraction - start.fraction;
    if (done < TELLING_SHARE) return undefined;
    return ((now() - start.atMs) / done) * (1 - fraction);
  };
}
