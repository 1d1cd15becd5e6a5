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
    script.addEventListener('load', () => {
      script.remove();
      resolve();
    });
    script.addEventListener('error', () => {
      script.remove();
      reject(
        new FlopscopeError(
          'worker-failed',
          `A part of Flopscope did not load from ${new URL(url).origin}: it is out of reach, forbidden by this page's policy, or not the file that this page pins. Try again; if it stays so, tell the page's author to copy the snippet anew.`,
        ),
      );
    });
    try {
      script.src = scriptAddress(url);
    } catch (cause) {
      reject(
        new FlopscopeError(
          'worker-failed',
          'The policy of this page requires Trusted Types and does not let Flopscope make its own. Its author can allow them: trusted-types flopscope lit-html.',
          { cause },
        ),
      );
      return;
    }
    document.head.append(script);
  });
}
