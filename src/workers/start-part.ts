// Starts a module that `servePart` serves: as a worker, or as it was left on the page.
import * as Comlink from 'comlink';
import { FlopscopeError } from '../shared/errors.ts';
import type { RunningHost } from './job-bridge.ts';
import { offeredOnPage } from './page-slot.ts';
import { READY } from './serve-part.ts';
import { workerFailure } from './worker-failure.ts';

/** A worker that may start says so within a compile of its script; one that a policy forbids may never say anything. */
const START_LIMIT_MS = 20_000;

/** @throws FlopscopeError `worker-failed` when its script does not run. */
export async function startPartWorker<Api>(
  create: () => Worker,
  sentence: (detail: string) => string,
): Promise<RunningHost<Api>> {
  const worker = create();
  const failed = workerFailure(worker, sentence);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => {
      if (data === READY) resolve();
    });
    timer = setTimeout(() => {
      reject(new FlopscopeError('worker-failed', sentence('it does not answer')));
    }, START_LIMIT_MS);
  });
  try {
    await Promise.race([ready, failed]);
  } catch (thrown) {
    worker.terminate();
    throw thrown;
  } finally {
    clearTimeout(timer);
  }
  const api = Comlink.wrap<Api>(worker);
  const end = () => {
    api[Comlink.releaseProxy]();
    worker.terminate();
  };
  return { api, failed, end };
}

/**
 * A part that a script of this page has loaded. It shares the page's thread.
 * @throws FlopscopeError `worker-failed` when it is not there.
 */
export function partOnPage<Api>(address: string): RunningHost<Api> {
  const offered = offeredOnPage(address);
  if (offered === undefined) {
    throw new FlopscopeError('worker-failed', 'A part of Flopscope was loaded and did not run.');
  }
  return {
    // What is not behind a port is called the same way.
    api: offered as Comlink.Remote<Api>,
    failed: new Promise<never>(() => undefined),
    end: () => undefined,
  };
}
