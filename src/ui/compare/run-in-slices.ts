// Long work that yields, a slice at a time, so that the page goes on answering.
import { nextTask } from '../../shared/next-task.ts';

/** A frame has 16 ms, of which drawing takes its part. */
const SLICE_MS = 8;

/** @returns undefined when it is no longer wanted. */
export async function runInSlices<T>(
  steps: Generator<unknown, T>,
  isWanted: () => boolean,
): Promise<T | undefined> {
  for (;;) {
    await nextTask();
    if (!isWanted()) return undefined;
    const end = performance.now() + SLICE_MS;
    while (performance.now() < end) {
      const { done, value } = steps.next();
      if (done === true) return value;
    }
  }
}
