// A promise that rejects when a worker dies, so that every job can race against it.
import { FlopscopeError } from '../shared/errors.ts';

/** @param sentence from what the browser tells, what the person reads. */
export function workerFailure(
  worker: Worker,
  sentence: (detail: string) => string,
): Promise<never> {
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      // A script that does not load causes a plain Event, whatever the types say.
      const message: unknown = event.message;
      const detail =
        typeof message === 'string' && message !== '' ? message : 'its script did not load';
      reject(new FlopscopeError('worker-failed', sentence(detail)));
    });
  });
  // Nobody may be waiting when an idle worker fails; the next job then finds out.
  failed.catch(() => undefined);
  return failed;
}
