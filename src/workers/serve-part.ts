// One module, two homes: in a worker it answers through Comlink, on a page it is left for the page's own code.
import * as Comlink from 'comlink';
import { offerOnPage } from './page-slot.ts';

/** Said once by a worker whose script runs: a policy that forbids the worker is told by an error event, or by nothing. */
export const READY = 'flopscope-ready';

/** @param address `import.meta.url` of the module. */
export function servePart(api: object, address: string): void {
  if ('document' in globalThis) {
    offerOnPage(address, api);
    return;
  }
  Comlink.expose(api);
  postMessage(READY);
}
