// Passes on only so many calls a second: an engine reports every step, a page draws a bar.

/** @param isLast such a call is always passed on. */
export function atMostOften<Arguments extends readonly unknown[]>(
  everyMs: number,
  tell: (...what: Arguments) => void,
  isLast: (...what: Arguments) => boolean = () => false,
): (...what: Arguments) => void {
  let last = -Infinity;
  return (...what) => {
    const now = performance.now();
    if (now - last < everyMs && !isLast(...what)) return;
    last = now;
    tell(...what);
  };
}
