// Lets the browser lay out and paint what there is before more follows.

/** A hidden page has no frames: it goes on after this all the same. */
const LONGEST_FRAME_MS = 200;

export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, LONGEST_FRAME_MS);
    requestAnimationFrame(() => {
      clearTimeout(late);
      // The frame is painted after its callbacks.
      setTimeout(resolve, 0);
    });
  });
}
