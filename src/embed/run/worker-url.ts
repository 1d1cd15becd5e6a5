// The attribute `worker-url`: a copy of the engine on the page's own origin, for policies that allow no worker from a blob. A copy
// of the estimate may stand beside it.
import { FlopscopeError } from '../../shared/errors.ts';

/** @throws FlopscopeError `invalid-input` when it is no address of this origin: no browser starts a worker from another. */
export function atWorkerUrl(given: string): () => Worker {
  const url = ownAddress(given);
  return () => new Worker(url, { type: 'module', name: 'flopscope-engine' });
}

/** @throws FlopscopeError as `atWorkerUrl`. */
export function besideWorkerUrl(given: string, file: string): () => Worker {
  const url = new URL(file, ownAddress(given));
  return () => new Worker(url, { type: 'module', name: 'flopscope-estimate' });
}

function ownAddress(given: string): URL {
  const url = URL.canParse(given, document.baseURI) ? new URL(given, document.baseURI) : undefined;
  if (url?.origin !== location.origin) {
    throw new FlopscopeError(
      'invalid-input',
      `The attribute “worker-url” has to be an address of this page's own origin, ${location.origin}. Put a copy of engine.js there and name it.`,
    );
  }
  return url;
}
