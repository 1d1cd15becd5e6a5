// Loads a module by a script tag: the one way in which the browser itself checks a hash, and which asks no more of a page's
// policy than the script before it did.
import { FlopscopeError } from '../../shared/errors.ts';
import { scriptAddress } from './trusted-address.ts';

/** @throws FlopscopeError `worker-failed` when it does not load, is another file than the pinned one, or is forbidden. */
export function injectScript(url: string, integrity: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.type = 'module';
    script.crossOrigin = 'anonymous';
    script.integrity = integrity;
    // A policy by nonce lets the page's own scripts hand theirs on.
    const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
    if (nonce !== undefined && nonce !== '') script.nonce = nonce;
    script.onload = () => {
      resolve();
    };
    script.onerror = () => {
      // The next click makes another.
      script.remove();
      reject(
        new FlopscopeError(
          'worker-failed',
          'Flopscope did not load: no connection, a policy of this page, or a changed file. Try again.',
        ),
      );
    };
    try {
      script.src = scriptAddress(url);
    } catch (cause) {
      reject(
        new FlopscopeError(
          'worker-failed',
          'This page requires Trusted Types. Allow ours: trusted-types flopscope lit-html.',
          { cause },
        ),
      );
      return;
    }
    document.head.append(script);
  });
}
